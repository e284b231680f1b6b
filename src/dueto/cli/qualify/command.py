"""The command `dueto qualify`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from dueto.adapters.voice import Voice
from dueto.cli.documents import agreement_in, mapping_in
from dueto.cli.instants import INSTANT, in_zone
from dueto.cli.qualify.findings import Findings
from dueto.cli.qualify.pipeline import qualify
from dueto.cli.qualify.request import Request
from dueto.cli.qualify.shown import as_json, print_findings
from dueto.cli.qualify.written import write_findings, write_verdicts
from dueto.cli.speech import heard, language_option, refused
from dueto.cli.spoken import SpokenCommand
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.message import say

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)
FORMATS = click.Choice(["table", "json", "csv"])
HELP = say(
    "Judge everybody in an export by an agreement. It says who is a lead, who is one datum away, who is not and why;"
    " and, with --outcome, how well that definition would have told the deals that were won."
)
AGREEMENT = say("the agreement (YAML)")
DEFINITION = say("the name of the definition to judge by; the first one if left out")
ACTIVITIES = say(
    "what they did: CSV, XLSX or Parquet with the columns person, kind, occurred_at and whatever the agreement asks"
)
MAP = say("which column means what (YAML); guessed, shown and saved if left out")
OUTCOME = say("the column that tells who was won; FILE:COLUMN if it stands in another file")
AS_OF = say("judge as things were known at this instant, like 2026-11-23T09:00-05:00; now if left out")
OUT = say("the folder for verdicts.csv, refused.csv and report.html")
FORMAT = say("what is printed")


def qualify_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(
        leads: tuple[Path, ...], agreement: Path, definition: str | None, activities: Path | None, map_: Path | None,
        outcome: str | None, as_of: datetime | None, out: Path | None, format_: str,
    ) -> None:  # fmt: skip
        signed = agreement_in(agreement, voice=voice)
        request = Request(
            leads=leads,
            agreement=signed,
            definition=_definition(signed, definition, voice=voice),
            activities=activities,
            mapping=mapping_in(map_, voice=voice) if map_ else None,
            outcome=outcome,
            as_of=in_zone(as_of, signed.zone) if as_of else datetime.now(UTC),
        )
        answer_with(request, out=out, format_=format_, voice=voice)

    file = voice(say("FILE"))
    return SpokenCommand(
        "qualify",
        voice=voice,
        callback=run,
        help=voice(HELP),
        epilog=voice(say("Example: dueto qualify leads.csv --agreement agreement.yaml --out verdicts")),
        params=[
            click.Argument(["leads"], type=FILE, nargs=-1, required=True, metavar=voice(say("LEADS…"))),
            click.Option(["--agreement"], type=FILE, metavar=file, required=True, help=voice(AGREEMENT)),
            click.Option(["--definition"], metavar=voice(say("NAME")), help=voice(DEFINITION)),
            click.Option(["--activities"], type=FILE, metavar=file, help=voice(ACTIVITIES)),
            click.Option(["--map", "map_"], type=FILE, metavar=file, help=voice(MAP)),
            click.Option(["--outcome"], metavar=voice(say("COLUMN")), help=voice(OUTCOME)),
            click.Option(["--as-of", "as_of"], type=INSTANT, metavar="T", help=voice(AS_OF)),
            click.Option(["--out"], type=FOLDER, metavar=voice(say("DIR")), help=voice(OUT)),
            click.Option(["--format", "format_"], type=FORMATS, default="table", show_default=True, help=voice(FORMAT)),
            language_option(voice),
        ],
    )


def answer_with(request: Request, *, out: Path | None, format_: str, voice: Voice) -> None:
    """Judge, write the files and print the answer."""
    with qualify(request, voice=voice) as answer:
        findings = answer.findings
        if out is not None:
            write_findings(answer, out, voice=voice)
        for notice in findings.notices:
            heard(notice, voice=voice)
        _print(findings, format_, voice=voice)
        if out is not None:
            heard(say("The report is {path}", path=str(out / "report.html")), voice=voice)


def _print(findings: Findings, format_: str, *, voice: Voice) -> None:
    match format_:
        case "json":
            click.echo(json.dumps(as_json(findings), ensure_ascii=False, indent=2))
        case "csv":
            write_verdicts(findings, sys.stdout, voice=voice)
        case _:
            print_findings(findings, voice=voice)


def _definition(agreement: Agreement, name: str | None, *, voice: Voice) -> Definition:
    try:
        return agreement.definition(name)
    except KeyError:
        names = tuple(definition.name for definition in agreement.definitions)
        says = say("there is no definition {name}; the agreement has: {names}", name=str(name), names=names)
        raise refused(says, voice=voice) from None
