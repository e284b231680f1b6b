"""`dueto`: the command that everything starts from."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from dueto import __version__
from dueto.adapters.voice import Voice
from dueto.cli.disk import told_by_disk
from dueto.cli.speech import REFUSED, language_of, language_option
from dueto.cli.spoken import SpokenGroup, said_in_words
from dueto.domain.basics.message import say

STOPPED = 130
COMMANDS = {
    "agreement": "dueto.cli.agreement:agreement_group",
    "backup": "dueto.cli.backup.make:backup_command",
    "collect": "dueto.cli.collect:collect_command",
    "doctor": "dueto.cli.doctor.command:doctor_command",
    "export": "dueto.cli.export:export_command",
    "import": "dueto.cli.lists:import_command",
    "person": "dueto.cli.person:person_group",
    "qualify": "dueto.cli.qualify.command:qualify_command",
    "restore": "dueto.cli.backup.restore:restore_command",
    "setup": "dueto.cli.setup:setup_command",
    "simulate": "dueto.cli.simulate:simulate_command",
    "up": "dueto.cli.up.command:up_command",
    "web": "dueto.cli.web:web_command",
    "work": "dueto.cli.work:work_command",
}


class Dueto(SpokenGroup):
    """The whole command line. Each command is loaded when it is asked for: judging stands on large libraries."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, maker = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), maker)(self.voice)
        return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: exit code 0 when done, 1 when the input was refused, 2 when the call was wrong."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    voice = Voice(language_of(arguments, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without our letters shows the rest
    sys.exit(_exit_code(arguments, voice))


def _exit_code(arguments: Sequence[str], voice: Voice) -> int:
    command = build(voice)
    try:
        with command.make_context("dueto", list(arguments)) as context:
            command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo("\n" + voice(say("Stopped; nothing was written.")), err=True)
        return STOPPED
    except click.UsageError as error:
        click.echo(said_in_words(error, voice=voice), err=True)
        return error.exit_code
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    except BrokenPipeError:  # whoever read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        click.echo(voice(told_by_disk(error)), err=True)
        return REFUSED
    return 0


def build(voice: Voice) -> click.Group:
    """Return the whole command line, speaking with `voice`."""
    return Dueto(
        "dueto",
        voice=voice,
        help=voice(say("One agreement between marketing and sales, and the software that runs it.")),
        epilog=voice(say("Begin with: dueto simulate --out nevadal")),
        params=[language_option(voice), _version_option(voice)],
    )


def _version_option(voice: Voice) -> click.Option:
    def answer(context: click.Context, option: click.Parameter, asked: bool) -> None:
        if asked:
            click.echo(f"dueto {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=answer,
        help=voice(say("print the version")),
    )  # fmt: skip
