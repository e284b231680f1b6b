"""`dueto import`: a list brought in, or taken back, by whoever looks after the installation."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dueto.adapters.voice import Voice
from dueto.cli.speech import heard, language_option, progress_bar, refused, told
from dueto.cli.spoken import SpokenCommand
from dueto.cli.wired import wire_ready
from dueto.domain.basics.message import say

if TYPE_CHECKING:
    from dueto.apps.imports.queries import Progress

HELP = say(
    "Bring a list of people, companies or what they did into the base, as the page of imports does. FILE is CSV, TSV or"
    " XLSX; what its columns mean is guessed, or said with --map. The same file twice adds nothing."
)
KINDS = ("people", "event", "activities", "companies", "deals")
BASES = ("request", "contract", "interest")
RULES = ("never", "if_empty", "if_newer", "always")
OCTETS = 1_000_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
REST = 0.2
COUNTED = (
    ("new", say("new")), ("changed", say("of those known, with something new")), ("same", say("with nothing new")),
    ("twice", say("twice in the list")), ("acts", say("activities")), ("cells", say("cells left out")),
    ("refused", say("rows refused")),
)  # fmt: skip


def import_command(voice: Voice) -> click.Command:
    """Return the command."""

    def run(file: Path | None, undo: int | None, trial: bool, out: Path | None, **chosen: Any) -> None:
        if (file is None) == (undo is None):
            raise click.UsageError(voice(say("name a file, or the number of an import with --undo")))
        wire_ready(voice=voice)
        if undo is not None:
            _take_back(undo, voice=voice)
        elif file is not None:
            _bring(file, chosen, trial=trial, out=out, voice=voice)

    text = voice(say("TEXT"))
    return SpokenCommand(
        "import",
        voice=voice,
        callback=run,
        help=voice(HELP),
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[FILE]"),
            click.Option(["--as", "kind"], type=click.Choice(KINDS), help=voice(say("what each row is"))),
            click.Option(
                ["--map", "mapping"], type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="YAML",
                help=voice(say("a mapping file; without it, the columns are guessed")),
            ),
            click.Option(["--event"], metavar=text, help=voice(say("the name of the event they took part in"))),
            click.Option(
                ["--event-kind"], type=click.Choice(("fair", "webinar")), help=voice(say("what kind of event it was"))
            ),
            click.Option(["--source", "channel"], metavar=text, help=voice(say("where these people come from"))),
            click.Option(["--campaign"], metavar=text, help=voice(say("of which campaign"))),
            click.Option(["--system"], metavar=text, help=voice(say("which system the ids are of"))),
            click.Option(
                ["--rule", "usual"], type=click.Choice(RULES), help=voice(say("what it may do to what is known"))
            ),
            click.Option(
                ["--basis"], type=click.Choice(BASES), help=voice(say("on what in law it stands, where none consented"))
            ),
            click.Option(
                ["--basis-text"], metavar=text, help=voice(say("that basis in words, kept with each of them"))
            ),
            click.Option(["--trial"], is_flag=True, help=voice(say("only count what would happen"))),
            click.Option(
                ["--out"], type=click.Path(path_type=Path, dir_okay=False), metavar="CSV",
                help=voice(say("write the rows that were not taken into this file, each with its reason")),
            ),
            click.Option(["--undo"], type=click.IntRange(min=1), metavar="N", help=voice(say("take import N back"))),
            language_option(voice),
        ],
    )  # fmt: skip


def _bring(file: Path, chosen: dict[str, Any], *, trial: bool, out: Path | None, voice: Voice) -> None:
    from dueto.apps.agreements.queries import in_force  # noqa: PLC0415
    from dueto.apps.imports import actions  # noqa: PLC0415
    from dueto.apps.imports.queries import choices_of  # noqa: PLC0415
    from dueto.domain.conditions.fields import STANDARD_FIELDS  # noqa: PLC0415

    now = _now()
    version = in_force(now)
    fields = {**STANDARD_FIELDS, **(version.agreement.fields if version else {})}
    try:
        pk = actions.begin(pieces=_pieces(file), name=file.name, fields=fields, by=None, at=now)
        told_ones = {name: value for name, value in chosen.items() if value and name != "mapping"}
        choices = replace(choices_of(pk), **told_ones, **_mapped(chosen["mapping"], voice=voice))
        actions.choose(import_id=pk, choices=choices, fields=fields, at=now)
        actions.check(import_id=pk, at=now) if trial else actions.run(import_id=pk, by=None, at=now)
    except actions.UnableToImport as unable:
        raise refused(unable.says, voice=voice) from None
    _tell(_watch(pk, voice=voice), is_trial=trial, voice=voice)
    if out is not None:
        _write_reasons(pk, out, voice=voice)
    if trial:
        actions.discard(import_id=pk, by=None, at=_now())


def _take_back(number: int, *, voice: Voice) -> None:
    from dueto.apps.imports import actions  # noqa: PLC0415
    from dueto.apps.imports.queries import progress_of  # noqa: PLC0415

    if progress_of(number, as_of=_now()) is None:
        raise refused(say("there is no import {n}", n=number), voice=voice)
    try:
        actions.undo(import_id=number, by=None, at=_now())
    except actions.UnableToImport as unable:
        raise refused(unable.says, voice=voice) from None
    done = _watch(number, voice=voice)
    told(say("Import {n} is undone: {gone} people went away again.", n=number, gone=done.counts.get("gone", 0)),
         voice=voice)  # fmt: skip


def _watch(number: int, *, voice: Voice) -> Progress:
    """Return the import once nothing moves any more; this process does the pieces that no worker takes."""
    from dueto.apps.imports.actions import advance  # noqa: PLC0415

    with progress_bar() as bar:
        task = bar.add_task(voice(say("Importing")), total=None)
        while (one := _progress(number)).is_at_work:
            bar.update(task, completed=one.done, total=one.total or None)
            if not advance(now=_now):
                time.sleep(REST)
    if one.failure is not None:
        raise refused(one.failure, voice=voice)
    return one


def _progress(number: int) -> Progress:
    from dueto.apps.imports.queries import progress_of  # noqa: PLC0415

    one = progress_of(number, as_of=_now())
    assert one is not None
    return one


def _tell(one: Progress, *, is_trial: bool, voice: Voice) -> None:
    counts = one.checked if is_trial else one.counts
    if is_trial:
        heard(say("Only tried out: nothing was written."), voice=voice)
    else:
        heard(say("Import {n} is in the base; to take it back: dueto import --undo {n}", n=one.id), voice=voice)
    for name, label in COUNTED:
        if count := counts.get(name):
            told(say("{n} {what}", n=count, what=label), voice=voice)


def _mapped(path: Path | None, *, voice: Voice) -> dict[str, Any]:
    from dueto.adapters.readers.mapping_file import read_mapping  # noqa: PLC0415
    from dueto.adapters.yaml_document import RefusedDocument  # noqa: PLC0415
    from dueto.apps.imports.choices import columns_tree  # noqa: PLC0415
    from dueto.cli.speech import refused_document  # noqa: PLC0415

    if path is None:
        return {}
    try:
        return {"columns": columns_tree(read_mapping(path))}
    except RefusedDocument as wrong:
        raise refused_document(path, wrong.problems, voice=voice) from None


def _write_reasons(number: int, out: Path, *, voice: Voice) -> None:
    from dueto.apps.imports.queries import refused_rows  # noqa: PLC0415

    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "column", "reason", "content"))
        for row, field, reason, cells in refused_rows(number):
            content = " | ".join(cell for cell in cells if cell)
            writer.writerow((row, field, voice(reason), f"'{content}" if content.startswith(FORMULA) else content))


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(OCTETS):
            yield piece


def _now() -> datetime:
    return datetime.now(UTC)
