"""`dueto export`: everything that an installation holds, to take elsewhere."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.cli.speech import language_option, told
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import wire_ready
from dueto.domain.basics.message import say

HELP = say("Write everything that is held here into a ZIP to take elsewhere. Passwords and keys are not in it.")
OUT = say("the file to write; dueto-DAY.zip if left out")


def export_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(out: Path | None) -> None:
        wire_ready(voice=voice)
        from dueto.apps.privacy.actions import take_out  # noqa: PLC0415 - only once Django is loaded
        from dueto.apps.privacy.everything import everything  # noqa: PLC0415

        at = datetime.now(UTC)
        file = out or Path(f"dueto-{at:%Y-%m-%d}.zip")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            take_out(by=None, at=at)
            for piece in everything(at):
                written.write(piece)
        told(str(file), voice=voice)

    option = click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), help=voice(OUT))
    return SpokenCommand("export", voice=voice, callback=run, help=voice(HELP), params=[option, language_option(voice)])
