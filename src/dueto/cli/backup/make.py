"""`dueto backup`: the whole installation in one file, while it goes on working."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from dueto import __version__
from dueto.adapters.backup import ledger, postgres, sqlite
from dueto.adapters.backup.archive import Manifest, pack
from dueto.adapters.voice import Voice
from dueto.cli.backup import home as at_home
from dueto.cli.speech import heard, language_option, progress_bar, refused, told
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home, wire_ready
from dueto.domain.basics.message import say

HELP = say(
    "Write the whole installation into one file while it goes on working: database, inbox, uploads. Backups older than"
    " --keep days are deleted. Restore one with: dueto restore FILE"
)
KEEP = say("days after which a backup is deleted: what people were promised who asked to be forgotten")
SECRET = say("put the secret key into it as well; without it, keep the file secret-key somewhere else")
Progress = Callable[[int, int], None]


def backup_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(folder: Path | None, keep: int, with_secret: bool) -> None:
        wire_ready(voice=voice)
        made = back_up(
            folder or at_home.backups(), at=datetime.now(UTC), with_secret=with_secret, voice=voice
        )  # fmt: skip
        told(str(made), voice=voice)
        size = made.stat().st_size
        heard(say("Wrote {megabytes} MB.", megabytes=max(1, round(size / 1_000_000))), voice=voice)
        if gone := expire(made.parent, days=keep, at=datetime.now(UTC)):
            heard(say("Deleted {n} backups older than {days} days.", n=gone, days=keep), voice=voice)

    return SpokenCommand(
        "backup",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Argument(
                ["folder"], required=False, metavar=voice(say("[FOLDER]")),
                type=click.Path(path_type=Path, file_okay=False),
            ),
            click.Option(["--keep"], type=click.IntRange(1, 3650), default=35, show_default=True, help=voice(KEEP)),
            click.Option(["--with-secret"], is_flag=True, help=voice(SECRET)),
            language_option(voice),
        ],
    )  # fmt: skip


def back_up(folder: Path, *, at: datetime, with_secret: bool, voice: Voice) -> Path:
    """Return the backup that was made, in one file that nobody else may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _complete_ledgers(folder.resolve(), voice=voice)
    workshop = Path(tempfile.mkdtemp(prefix=".dueto-", dir=folder))
    try:
        with progress_bar() as bar:
            task = bar.add_task(voice(say("Backing up")), total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            _copy_inbox(workshop, progress)
            manifest = _copy_database(workshop, at=at, progress=progress, voice=voice)
            _copy_files(workshop, with_secret=with_secret)
            out = at_home.named(folder, at)
            pack(workshop, out, manifest, progress=progress)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return out


def _complete_ledgers(folder: Path, *, voice: Voice) -> None:
    """Write down beside all backups who was forgotten; say which of those outside the home cannot be reached."""
    from dueto.apps.privacy.ledger import entries  # noqa: PLC0415 - only once Django is loaded

    known = entries()
    for place in {folder, at_home.backups()}:
        ledger.add(place / ledger.NAME, known)
    ledger.remember(home(), folder)
    for place in ledger.elsewhere(home()):
        try:
            if not place.is_dir():
                raise NotADirectoryError
            ledger.add(place / ledger.NAME, known)
        except OSError:
            heard(
                say("{folder} cannot be reached: whoever was forgotten since is not yet in the ledger there. If it is"
                    " gone for good, take its line out of {file}.",
                    folder=str(place), file=str(home() / ledger.ELSEWHERE)),
                voice=voice,
            )  # fmt: skip


def expire(folder: Path, *, days: int, at: datetime) -> int:
    """Return how many backups of this folder were deleted because they are older than `days`."""
    gone = 0
    for file in folder.glob(f"dueto-*{at_home.ENDING}"):
        made_at = at_home.made_at(file)
        if made_at is not None and made_at < at - timedelta(days=days):
            file.unlink()
            gone += 1
    return gone


def _copy_inbox(workshop: Path, progress: Progress) -> None:
    """Copy the inbox first: what is understood meanwhile stands in the database, copied after it, and is not lost."""
    inbox = at_home.inbox_file()
    if inbox is not None and inbox.exists():
        sqlite.copy(inbox, workshop / at_home.INBOX, progress=progress)


def _copy_database(workshop: Path, *, at: datetime, progress: Progress, voice: Voice) -> Manifest:
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection, transaction  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    named: dict[str, Any] = {"dueto": __version__, "made_at": at.isoformat()}
    if settings.IS_SQLITE:
        migrations = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
        copied = workshop / at_home.DATABASE
        sqlite.copy(at_home.database_file(), copied, progress=progress)
        if faults := sqlite.faults(copied):
            raise refused(say("The database itself is damaged: {fault}", fault=faults[0]), voice=voice)
        return Manifest(engine="sqlite", migrations=migrations, **named)
    with transaction.atomic():
        connection.cursor().execute("set transaction isolation level repeatable read, read only")
        raw = connection.connection
        columns, sequences = postgres.columns(raw), postgres.sequences(raw)
        migrations = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
        (workshop / "tables").mkdir(mode=0o700)
        postgres.copy_out(raw, workshop / "tables", columns, progress=progress)
    return Manifest(engine="postgresql", migrations=migrations, columns=columns, sequences=sequences, **named)


def _copy_files(workshop: Path, *, with_secret: bool) -> None:
    for folder in at_home.folders():
        shutil.copytree(folder, workshop / at_home.FILES / folder.name)
    secret = home() / at_home.SECRET
    if with_secret and secret.exists():
        shutil.copy2(secret, workshop / at_home.SECRET)
