"""`dueto`: the command that everything starts from."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from dueto import __version__
from dueto.adapters.voice import LANGUAGES, Voice
from dueto.cli.agreement import agreement_group
from dueto.cli.qualify.command import qualify_command
from dueto.cli.simulate import simulate_command
from dueto.cli.speech import language_of, language_option
from dueto.cli.spoken import SpokenGroup, said_in_words
from dueto.domain.basics.message import say


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line: exit code 0 when done, 1 when the input was refused, 2 when the call was wrong."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    language = language_of(arguments, os.environ)
    voice = Voice(language if language in LANGUAGES else "es")
    try:
        sys.exit(build(voice).main(arguments, prog_name="dueto", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        click.echo(voice(say("Stopped; nothing was written.")), err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        sys.exit(0)
    except click.UsageError as error:
        click.echo(said_in_words(error, voice=voice), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def build(voice: Voice) -> click.Group:
    """Return the whole command line, speaking with `voice`."""
    return SpokenGroup(
        "dueto",
        voice=voice,
        help=voice(say("One agreement between marketing and sales, and the software that runs it.")),
        epilog=voice(say("Begin with: dueto simulate --out nevadal")),
        commands=[agreement_group(voice), qualify_command(voice), simulate_command(voice)],
        params=[language_option(voice), _version_option(voice)],
        no_args_is_help=True,
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
