"""`dueto collect`: the fast door."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from dueto.adapters.voice import Voice
from dueto.cli.ends import leave_with_parent
from dueto.cli.ports import host_of
from dueto.cli.speech import language_option, refused
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import home, run_from_home
from dueto.domain.basics.message import say

if TYPE_CHECKING:
    from dueto.collect.settings import Settings

HELP = say(
    "Serve the fast door, until Ctrl-C or SIGTERM: it takes what websites report and answers once it is on the disk."
    " COLLECT_PORT and COLLECT_HOST say where."
)


def collect_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run() -> None:
        from dueto.collect.serve import serve  # noqa: PLC0415
        from dueto.collect.settings import InvalidSetting, keeps_at  # noqa: PLC0415

        settings = collect_settings(voice)
        run_from_home("collect", makes_home=keeps_at(home(), settings), voice=voice)
        leave_with_parent()
        try:
            serve(settings, host_of("collect"))
        except InvalidSetting as taken:
            raise refused(taken.says, voice=voice) from None

    return SpokenCommand("collect", voice=voice, callback=run, help=voice(HELP), params=[language_option(voice)])


def collect_settings(voice: Voice) -> Settings:
    """Return where the inbox is and whom the door believes; refuse in words what cannot be used."""
    from dueto.collect.settings import InvalidSetting, settings_from  # noqa: PLC0415

    try:
        return settings_from(os.environ)
    except InvalidSetting as invalid:
        raise refused(invalid.says, voice=voice) from None
