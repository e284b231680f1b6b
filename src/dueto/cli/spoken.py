"""Click in the reader's language: its own few words are said from our catalogue."""

from __future__ import annotations

from typing import Any

import click

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Message, say

OWN_WORDS = (
    say("Usage:"),
    say("Options:"),
    say("Commands:"),
    say("Arguments:"),
    say("Show this message and exit."),
    say("required"),
    say("default"),
)


class _Spoken(click.Command):
    """A command whose help is in the language of its voice."""

    def __init__(self, *arguments: Any, voice: Voice, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.voice = voice

    def get_help(self, ctx: click.Context) -> str:
        text = super().get_help(ctx)
        for word in OWN_WORDS[:5]:
            text = text.replace(word.text, self.voice(word))
        return text.replace("[required]", f"[{self.voice(OWN_WORDS[5])}]").replace(
            "[default:", f"[{self.voice(OWN_WORDS[6])}:"
        )


class SpokenCommand(_Spoken):
    """One command in the reader's language."""


class SpokenGroup(_Spoken, click.Group):
    """A group of commands in the reader's language."""


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
                    name=error.option_name,
                    guess=error.possibilities[0],
                )
            return say("There is no option {name}.", name=error.option_name)
        case click.MissingParameter():
            name = error.param.opts[0] if isinstance(error.param, click.Option) else (error.param_hint or "")
            if isinstance(error.param, click.Argument):
                name = error.param.make_metavar(error.ctx) if error.ctx else str(error.param.name)
            return say("{name} is missing.", name=str(name))
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return say("{name} was not understood: {why}", name=name, why=error.message)
        case _:
            return say("The call was not understood: {why}", why=error.message)
