"""`dueto work`: the worker."""

from __future__ import annotations

import click

from dueto.adapters.voice import Voice
from dueto.cli.ends import leave_with_parent, stopping
from dueto.cli.ports import host_of, port_of
from dueto.cli.speech import language_option
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import run_from_home, wire_ready
from dueto.domain.basics.message import say

HELP = say(
    "Run the worker, until Ctrl-C or SIGTERM: it understands hits, judges, hands over, watches the clocks, sends mail."
    " WORK_PORT and WORK_HOST say where it tells how it is."
)


def work_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run() -> None:
        wire_ready(voice=voice)
        run_from_home("work", voice=voice)
        from django.conf import settings  # noqa: PLC0415 - only once Django is loaded

        from dueto.collect.inbox import open_inbox  # noqa: PLC0415
        from dueto.work import health, loop  # noqa: PLC0415

        leave_with_parent()
        stop = stopping()
        door = health.serve(port_of("work", voice=voice), host=host_of("work"))
        try:
            loop.run(stop, open_inbox(settings.INBOX))
        finally:
            door.shutdown()

    return SpokenCommand("work", voice=voice, callback=run, help=voice(HELP), params=[language_option(voice)])
