"""The language of a call, and how the command line speaks: results to stdout, everything else to stderr."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dueto.adapters.voice import LANGUAGES, Voice
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.problem import Problem

REFUSED = 1
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language asked for with --lang, else that of the environment, else Spanish."""
    for argument, following in pairwise([*arguments, ""]):
        asked = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and asked in LANGUAGES:
            return asked
    spoken = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "en" if spoken.startswith("en") else "es"


def language_option(voice: Voice) -> click.Option:
    """Return the option --lang; `main` has read it before anything was said."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        default=voice.language,
        expose_value=False,
        help=voice(say("the language in which Dueto answers")),
    )


def told(message: Value, *, voice: Voice) -> None:
    """Print an answer."""
    click.echo(legible(voice(message)))


def heard(message: Value, *, voice: Voice) -> None:
    """Print something for the person, not for the next program."""
    click.echo(legible(voice(message)), err=True)


def legible(text: str) -> str:
    """Return the text without signs that steer a terminal or turn its letters around: files hold them to deceive."""
    return STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


class Refused(click.ClickException):
    """The input was refused: said in full, exit code 1."""

    exit_code = REFUSED

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))

    def show(self, file: object = None) -> None:
        for line in self.lines:
            click.echo(legible(line), err=True)


def refused(message: Message, *, voice: Voice) -> Refused:
    """Return the refusal with one sentence."""
    return Refused([voice(message)])


def refused_document(path: object, problems: Sequence[Problem], *, voice: Voice) -> Refused:
    """Return the refusal of a document: every problem with its line, place and value."""
    lines = [voice(say("{path} was refused; nothing was changed:", path=str(path)))]
    for problem in problems:
        place = problem.where()
        at = voice(say("line {line}", line=str(problem.line))) if problem.line else ""
        where = " · ".join(part for part in (at, place) if part)
        value = f" «{problem.value}»" if problem.value and problem.value not in place else ""
        lines.append(f"  {where}{value}: {voice(problem.says)}")
    return Refused(lines)


def progress_bar() -> Progress:
    """Return a bar on stderr that appears only where a person is looking."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
