"""`dueto restore`: an installation as it stood when a backup was made, but for those who were forgotten since."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click

from dueto.adapters.backup import ledger
from dueto.adapters.backup.archive import Manifest, Unusable, manifest_of, unpack
from dueto.adapters.voice import Voice
from dueto.cli.backup import home as at_home
from dueto.cli.backup import into_postgres, into_sqlite
from dueto.cli.backup.running import nobody_starts
from dueto.cli.speech import heard, language_option, progress_bar, refused
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home
from dueto.domain.basics.message import Message, say

HELP = say(
    "Restore an installation from a backup, brought to this version. Whoever was forgotten since is forgotten again."
    " What is there already is left alone without --replace."
)
REPLACE = say("put it in the place of what is there already; that is kept in a folder of the home")
ERASURES = say("another ledger of people who were forgotten, beside the ones that are found")


def restore_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(file: Path, replace: bool, erasures: Path | None) -> None:
        manifest = _checked(file, voice=voice)
        with nobody_starts() as running:
            if running:
                raise refused(
                    say("Dueto is running from {home} ({names}); stop it first.", home=str(home()), names=running),
                    voice=voice,
                )
            forgotten, has_own = _forgotten(file, erasures), erasures is not None or _has_ledger(replace=replace)
            told = _restored(file, manifest, replace=replace, forgotten=forgotten, voice=voice)
            told += _reach(forgotten, has_own=has_own)
        for says in told:
            heard(says, voice=voice)
        heard(say("Restored as of {moment}. Start with: dueto up", moment=manifest.made_at), voice=voice)

    return SpokenCommand(
        "restore",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Argument(
                ["file"], metavar=voice(say("FILE")), type=click.Path(path_type=Path, dir_okay=False)
            ),
            click.Option(["--replace"], is_flag=True, help=voice(REPLACE)),
            click.Option(
                ["--erasures"], metavar=voice(say("FILE")), type=click.Path(path_type=Path, dir_okay=False),
                help=voice(ERASURES),
            ),
            language_option(voice),
        ],
    )  # fmt: skip


def _restored(
    file: Path, manifest: Manifest, *, replace: bool, forgotten: list[ledger.Entry], voice: Voice
) -> list[Message]:  # fmt: skip
    """Return what there is to tell, once the installation stands as the backup has it."""
    place = into_postgres if at_home.is_postgres() else into_sqlite
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".restoring-", dir=home()))
    try:
        _unpack(file, staging, manifest, voice=voice)
        told: list[Message] = place.restore(
            staging, manifest, replace=replace, forgotten=forgotten, at=datetime.now(UTC), voice=voice
        )
        return told
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _checked(file: Path, *, voice: Voice) -> Manifest:
    try:
        manifest = manifest_of(file)
    except Unusable:
        raise refused(say("{file} is no backup of Dueto, or is broken.", file=str(file)), voice=voice) from None
    wanted = "postgresql" if at_home.is_postgres() else "sqlite"
    if manifest.engine != wanted:
        raise refused(
            say("The backup is of {theirs}, and this installation is on {ours}: set DUETO_DATABASE accordingly.",
                theirs=ENGINES[manifest.engine], ours=ENGINES[wanted]),
            voice=voice,
        )  # fmt: skip
    return manifest


ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _unpack(file: Path, staging: Path, manifest: Manifest, *, voice: Voice) -> None:
    with progress_bar() as bar:
        task = bar.add_task(voice(say("Unpacking")), total=None)
        try:
            unpack(
                file, staging, manifest,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
        except Unusable as broken:
            raise refused(
                say("The backup is broken at {what}; nothing was changed.", what=broken.what), voice=voice
            ) from None


def _forgotten(file: Path, more: Path | None) -> list[ledger.Entry]:
    """Return everybody whom a ledger names: the one beside the backup, the one of this home, and another."""
    places = [file.resolve().parent / ledger.NAME, at_home.backups() / ledger.NAME, *([more] if more else [])]
    if more is not None and not more.exists():
        raise FileNotFoundError(2, os.strerror(2), str(more))
    return list(dict.fromkeys(entry for place in places for entry in ledger.read(place)))


def _has_ledger(*, replace: bool) -> bool:
    """Return whether this installation knows itself whom it forgot, beside what the backup knows."""
    is_here = replace if at_home.is_postgres() else at_home.database_file().exists()
    return is_here or (at_home.backups() / ledger.NAME).exists()


def _reach(forgotten: list[ledger.Entry], *, has_own: bool) -> list[Message]:
    """Return until when it was known who was forgotten, and what to do where somebody later may be back."""
    told = [say("No ledger of people who were forgotten was found.")]
    if forgotten:
        last = max(entry.erased_at for entry in forgotten)
        told = [say("The last whom the ledger names was forgotten at {moment}.", moment=last.isoformat())]
    if not has_own:
        told.append(
            say("This home had no ledger of its own: whoever was forgotten later is back. Where the old home still has"
                " {name} among its backups, restore again: dueto restore FILE --replace --erasures {name}",
                name=ledger.NAME)
        )  # fmt: skip
    return told
