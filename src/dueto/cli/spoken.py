"""Click in the reader's language: its own few words, and what was wrong with a call, are said from our catalogue."""

from __future__ import annotations

from typing import Any

import click

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import nearest

HEADINGS = (say("Usage:"), say("Options:"), say("Commands:"), say("Show this message and exit."))
REQUIRED, DEFAULT = say("required"), say("default")


class SpokenCommand(click.Command):
    """One command in the reader's language."""

    def __init__(self, *arguments: Any, voice: Voice, **options: Any) -> None:
        options["options_metavar"] = voice(say("[OPTIONS]"))
        super().__init__(*arguments, **options)
        self.voice = voice

    def get_help(self, ctx: click.Context) -> str:
        text = super().get_help(ctx)
        for heading in HEADINGS:
            text = text.replace(heading.text, self.voice(heading))
        return text.replace(f"[{REQUIRED.text}]", f"[{self.voice(REQUIRED)}]").replace(
            f"[{DEFAULT.text}:", f"[{self.voice(DEFAULT)}:"
        )


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands in the reader's language; called without one of them, it shows its help."""

    def __init__(self, *arguments: Any, voice: Voice, **options: Any) -> None:
        super().__init__(
            *arguments,
            voice=voice,
            subcommand_metavar=voice(say("COMMAND [ARGS]...")),
            invoke_without_command=True,
            callback=_help_unless_a_command_follows,
            **options,
        )


@click.pass_context
def _help_unless_a_command_follows(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def said_in_words(error: click.UsageError, *, voice: Voice) -> str:
    """Return what was wrong with the call, and where its help is."""
    where = error.ctx.command_path if error.ctx else "dueto"
    return f"{voice(_why(error))}\n{voice(say('For help: {command} --help', command=where))}"


def _why(error: click.UsageError) -> Message:
    match error:
        case click.NoSuchOption():
            if error.possibilities:
                return say(
                    "There is no option {name}; did you mean {guess}?",
                    name=error.option_name, guess=error.possibilities[0],
                )  # fmt: skip
            return say("There is no option {name}.", name=error.option_name)
        case click.NoSuchCommand(ctx=click.Context(command=click.Group() as group) as context):
            if guess := nearest(error.command_name, group.list_commands(context)):
                return say("There is no command {name}; did you mean {guess}?", name=error.command_name, guess=guess)
            return say("There is no command {name}.", name=error.command_name)
        case click.MissingParameter(param=click.Parameter() as param):
            return say("{name} is missing.", name=_name(param, error.ctx))
        case click.BadParameter(param=click.Parameter() as param):
            return say("{name} expects {what}.", name=_name(param, error.ctx), what=_expected(param.type))
        case click.BadOptionUsage():
            return say("{name} needs a value; only questions like --help take none.", name=error.option_name)
        case _:
            return say("There are more words than the command takes; put quotes around what has a space in it.")


def _name(param: click.Parameter, context: click.Context | None) -> str:
    return param.make_metavar(context) if isinstance(param, click.Argument) and context else param.opts[0]


def _expected(kind: click.ParamType[Any]) -> Message:
    match kind:
        case click.Choice():
            return say("one of: {words}", words=tuple(kind.choices))
        case click.IntRange():
            return say("a whole number from {least} to {most}", least=kind.min or 0, most=kind.max or 0)
        case click.types.IntParamType():
            return say("a whole number")
        case click.Path():
            return say("a folder, not a file")
        case _:
            return say("an instant from 1970 to 2200, like 2026-11-23, 2026-11-23T09:00 or 2026-11-23T09:00-05:00")
