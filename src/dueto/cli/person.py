"""`dueto person`: everything that is held about somebody, and forgetting them, without the pages."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dueto.adapters.voice import Voice
from dueto.cli.speech import heard, language_option, refused, told
from dueto.cli.spoken import SpokenCommand, SpokenGroup
from dueto.cli.wired import wire_ready
from dueto.domain.basics.message import say

HELP = say("Hand out everything that is held about a person, or forget them.")
EXPORT = say("Write everything that is held about a person into a ZIP: a page to be read and a file for programs.")
ERASE = say("Forget a person for ever: everything that tells who it was goes, every count stays.")
NUMBER = say("PERSON")
OUT = say("the file to write; person-PERSON.zip if left out")
YES = say("do not ask once more")


def person_group(voice: Voice) -> click.Command:
    """Return the commands."""
    return SpokenGroup(
        "person",
        voice=voice,
        help=voice(HELP),
        commands=[_export(voice), _erase(voice)],
        params=[language_option(voice)],
    )


def _export(voice: Voice) -> click.Command:
    def run(person: int, out: Path | None) -> None:
        wire_ready(voice=voice)
        from dueto.apps.privacy.actions import UnableToNote, hand_out  # noqa: PLC0415 - only once Django is loaded
        from dueto.apps.privacy.document import archive  # noqa: PLC0415

        at = datetime.now(UTC)
        try:
            hand_out(person_id=person, by=None, at=at)
        except UnableToNote as unable:
            raise refused(unable.says, voice=voice) from None
        file = out or Path(f"person-{person}.zip")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            for piece in archive(person, voice=voice, zone=ZoneInfo("UTC"), at=at):
                written.write(piece)
        told(str(file), voice=voice)

    option = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=voice(OUT))
    return SpokenCommand(
        "export", voice=voice, callback=run, help=voice(EXPORT),
        params=[_number(voice), option, language_option(voice)],
    )  # fmt: skip


def _erase(voice: Voice) -> click.Command:
    def run(person: int, yes: bool) -> None:
        wire_ready(voice=voice)
        from dueto.apps.privacy.actions import UnableToErase, erase, scrub_now  # noqa: PLC0415

        if not yes:
            click.confirm(voice(say("Forget person {n} for ever?", n=str(person))), abort=True, err=True)
        at = datetime.now(UTC)
        try:
            forgotten = erase(person_id=person, at=at)
        except UnableToErase as unable:
            raise refused(unable.says, voice=voice) from None
        is_clean = scrub_now(at=at)
        heard(say("Forgotten. Open leads that ended with it: {n}.", n=forgotten.leads), voice=voice)
        if not is_clean:
            heard(say("Somebody is reading the database: the worker cleans the files later."), voice=voice)

    return SpokenCommand(
        "erase", voice=voice, callback=run, help=voice(ERASE),
        params=[_number(voice), click.Option(["--yes"], is_flag=True, help=voice(YES)), language_option(voice)],
    )  # fmt: skip


def _number(voice: Voice) -> click.Argument:
    return click.Argument(["person"], type=click.IntRange(1, 2**63 - 1), metavar=voice(NUMBER))
