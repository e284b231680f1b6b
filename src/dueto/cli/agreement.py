"""`dueto agreement`: check, show, compare and write agreements."""

from __future__ import annotations

from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.adapters.yaml_document import write_yaml
from dueto.cli.documents import agreement_in
from dueto.cli.interview import interview
from dueto.cli.speech import heard, language_option, refused
from dueto.cli.spoken import SpokenCommand, SpokenGroup
from dueto.domain.agreement.difference import difference
from dueto.domain.agreement.notices import notices
from dueto.domain.agreement.outline import outline
from dueto.domain.basics.message import say, say_many

FILE = click.Path(path_type=Path)
OUT = say("the file to write")
CHECK = say(
    "Say everything that is wrong with an agreement at once: line, place, value and what to write instead."
    " A valid one is answered with its signature."
)
NEW = say("Write a first agreement from a short interview: eight questions, ten minutes, both teams at one table.")


def agreement_group(voice: Voice) -> click.Group:
    """Return the group with its four commands."""
    return SpokenGroup(
        "agreement",
        voice=voice,
        help=voice(say("Check, show, compare and write agreements.")),
        commands=[_check(voice), _show(voice), _diff(voice), _new(voice)],
        params=[language_option(voice)],
        no_args_is_help=True,
    )


def _check(voice: Voice) -> click.Command:
    def run(file: Path) -> None:
        agreement = agreement_in(file, voice=voice)
        for notice in notices(agreement):
            heard(say("Notice: {notice}", notice=notice), voice=voice)
        click.echo(voice(say("{path} is a valid agreement of {name}.", path=str(file), name=agreement.name)))
        click.echo(f"sha256 {agreement.hash}")

    return SpokenCommand(
        "check", voice=voice, callback=run, params=[click.Argument(["file"], type=FILE), language_option(voice)],
        help=voice(CHECK),
    )  # fmt: skip


def _show(voice: Voice) -> click.Command:
    def run(file: Path) -> None:
        for section in outline(agreement_in(file, voice=voice)):
            click.secho(voice(section.title), bold=True)
            for line in section.lines:
                click.echo(f"  · {voice(line)}")

    return SpokenCommand(
        "show", voice=voice, callback=run, params=[click.Argument(["file"], type=FILE), language_option(voice)],
        help=voice(say("Read an agreement aloud, in sentences.")),
    )  # fmt: skip


def _diff(voice: Voice) -> click.Command:
    def run(old: Path, new: Path) -> None:
        changes = difference(agreement_in(old, voice=voice), agreement_in(new, voice=voice))
        for change in changes:
            click.echo(voice(change.says()))
        heard(say_many("{n} difference", "{n} differences", len(changes)), voice=voice)

    return SpokenCommand(
        "diff", voice=voice, callback=run,
        params=[click.Argument(["old"], type=FILE), click.Argument(["new"], type=FILE), language_option(voice)],
        help=voice(say("Tell in words what differs between two agreements.")),
    )  # fmt: skip


def _new(voice: Voice) -> click.Command:
    def run(out: Path) -> None:
        if out.exists():
            raise refused(say("{path} is already there; choose another name with --out", path=str(out)), voice=voice)
        tree = interview(voice=voice)
        try:
            out.write_text(write_yaml(tree), encoding="utf-8")
        except OSError as error:
            says = say("{path} cannot be written: {why}", path=str(out), why=str(error.strerror))
            raise refused(says, voice=voice) from None
        agreement = agreement_in(out, voice=voice)
        heard(
            say(
                "{path} is the first agreement of {name}. Read it together: dueto agreement show {path}",
                path=str(out),
                name=agreement.name,
            ),
            voice=voice,
        )

    return SpokenCommand(
        "new", voice=voice, callback=run,
        params=[
            click.Option(["--out"], type=FILE, default="agreement.yaml", show_default=True, help=voice(OUT)),
            language_option(voice),
        ],
        help=voice(NEW),
    )  # fmt: skip
