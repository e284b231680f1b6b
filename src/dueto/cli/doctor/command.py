"""`dueto doctor`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from dueto.adapters.voice import Voice
from dueto.cli.backup import home as at_home
from dueto.cli.doctor import inside, machine
from dueto.cli.doctor.finding import Finding, Level
from dueto.cli.speech import REFUSED, language_option, legible
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home
from dueto.domain.basics.message import say

HELP = say(
    "Say what is wrong with this installation and how to mend it: settings, database, disk, processes, mail, backups,"
    " work that waits. Exit code 1 if something does not work."
)
SIGNS = {Level.OK: "✓", Level.WARNING: "!", Level.ERROR: "✗"}
WELL, UNWELL = say("All is well."), say("Something does not work.")


def doctor_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(as_json: bool, quiet: bool) -> None:
        found = list(findings(at=datetime.now(UTC)))
        is_unwell = any(one.level is Level.ERROR for one in found)
        if as_json:
            click.echo(json.dumps({"well": not is_unwell, "findings": [_told(one, voice) for one in found]}, indent=2,
                                  ensure_ascii=False))  # fmt: skip
        else:
            for one in found:
                if not quiet or one.level is not Level.OK:
                    click.echo(legible(_line(one, voice)))
            click.echo(voice(UNWELL if is_unwell else WELL), err=True)
        if is_unwell:
            raise click.exceptions.Exit(REFUSED)

    return SpokenCommand(
        "doctor",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Option(["--json", "as_json"], is_flag=True, help=voice(say("for programs"))),
            click.Option(["--quiet"], is_flag=True, help=voice(say("only what is not well"))),
            language_option(voice),
        ],
    )


def findings(*, at: datetime) -> Iterator[Finding]:
    """Yield everything that was looked at; what cannot be looked at without a database is left out."""
    yield from machine.room()
    yield from machine.rights()
    yield from machine.secret(home() / at_home.SECRET)
    yield from machine.zones()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dueto.config.settings")
    import django  # noqa: PLC0415 - a command that judges a file needs none of it
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    yield from inside.settings_found()
    in_database = list(inside.database())
    yield from in_database
    if all(one.level is Level.OK for one in in_database):
        yield from inside.work(at=at)
    yield from machine.processes()
    yield from machine.mail_server(settings.EMAIL_HOST, settings.EMAIL_PORT, is_off=settings.MAIL_IS_OFF)
    yield from machine.copies(at=at)


def _line(one: Finding, voice: Voice) -> str:
    cure = f"\n    → {voice(one.cure)}" if one.level is not Level.OK and one.cure else ""
    return f"{SIGNS[one.level]} {voice(one.says)}{cure}"


def _told(one: Finding, voice: Voice) -> dict[str, str]:
    return {"check": one.check, "level": str(one.level), "says": voice(one.says), "cure": voice(one.cure)}
