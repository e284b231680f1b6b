"""`dueto agreement`: check, show, compare and write agreements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import write_yaml
from dueto.cli.documents import agreement_in
from dueto.cli.interview import interview
from dueto.cli.speech import heard, language_option, legible, refused, told
from dueto.cli.spoken import SpokenCommand, SpokenGroup
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.difference import difference
from dueto.domain.agreement.notices import notices
from dueto.domain.agreement.outline import outline
from dueto.domain.basics.message import Message, say, say_many

FILE = click.Path(path_type=Path)
FILE_NAME, OLD_NAME, NEW_NAME = say("FILE"), say("OLD"), say("NEW")
OUT = say("the file to write")
CHECK = say(
    "Say everything that is wrong with an agreement. Each problem comes with its line, place and value, and with what"
    " to write instead; a valid agreement is answered with its signature."
)
SHOW = say("Read an agreement aloud, in sentences.")
DIFF = say("Tell in words what differs between two agreements.")
NEW = say("Write a first agreement from a short interview. Eight questions, ten minutes, both teams at one table.")


def agreement_group(voice: Voice) -> click.Group:
    """Return the group with its four commands."""
    out = click.Option(
        ["--out"], type=FILE, metavar=voice(FILE_NAME), default="agreement.yaml", show_default=True, help=voice(OUT)
    )
    return SpokenGroup(
        "agreement",
        voice=voice,
        help=voice(say("Check, show, compare and write agreements.")),
        commands=[
            _command("check", _check, CHECK, _file("file", FILE_NAME, voice), voice=voice),
            _command("show", _show, SHOW, _file("file", FILE_NAME, voice), voice=voice),
            _command("diff", _diff, DIFF, _file("old", OLD_NAME, voice), _file("new", NEW_NAME, voice), voice=voice),
            _command("new", _new, NEW, out, voice=voice),
        ],
        params=[language_option(voice)],
    )


def _command(
    name: str, run: Callable[..., None], teaches: Message, *params: click.Parameter, voice: Voice
) -> click.Command:
    def spoken(**values: Path) -> None:
        run(**values, voice=voice)

    return SpokenCommand(
        name, voice=voice, callback=spoken, params=[*params, language_option(voice)], help=voice(teaches)
    )


def _file(name: str, called: Message, voice: Voice) -> click.Argument:
    return click.Argument([name], type=FILE, metavar=voice(called))


def _check(file: Path, *, voice: Voice) -> None:
    agreement = agreement_in(file, voice=voice)
    for notice in notices(agreement):
        heard(say("Notice: {notice}", notice=notice), voice=voice)
    told(say("{path} is a valid agreement: {name}", path=str(file), name=agreement.name), voice=voice)
    click.echo(f"sha256 {agreement.hash}")


def _show(file: Path, *, voice: Voice) -> None:
    for section in outline(agreement_in(file, voice=voice)):
        click.secho(legible(voice(section.title)), bold=True)
        for line in section.lines:
            click.echo(f"  · {legible(voice(line))}")


def _diff(old: Path, new: Path, *, voice: Voice) -> None:
    changes = difference(agreement_in(old, voice=voice), agreement_in(new, voice=voice))
    for change in changes:
        told(change.says(), voice=voice)
    heard(say_many("{n} difference", "{n} differences", len(changes)), voice=voice)


def _new(out: Path, *, voice: Voice) -> None:
    taken = refused(say("{path} is already there; choose another name with --out", path=str(out)), voice=voice)
    if out.exists():
        raise taken
    tree = interview(voice=voice)
    name = read_agreement(tree).name
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(write_yaml(tree))
    except FileExistsError:
        raise taken from None
    heard(
        say(
            "{path} is the first agreement of {name}. Read it together: dueto agreement show {path}",
            path=str(out),
            name=name,
        ),
        voice=voice,
    )
