"""The people of the files: their facts for the judge, and how each is called for those who read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rich.progress import Progress

from dueto.adapters.readers.mapping import Mapping
from dueto.adapters.readers.people import PersonRow, read_people
from dueto.adapters.readers.rows import RefusedFile, RefusedRow
from dueto.adapters.voice import Voice
from dueto.cli.qualify.columns import mapping_for, meanings
from dueto.cli.qualify.fact_book import FactBook
from dueto.cli.qualify.outcomes import endings_elsewhere
from dueto.cli.qualify.refusals import Refusals
from dueto.cli.qualify.request import Request
from dueto.cli.speech import Refused
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.basics.reading import shown


class Shown(NamedTuple):
    """What people read of a person."""

    name: str
    company: str
    role: str
    source: str
    outcome: bool | None


@dataclass(slots=True)
class Leads:
    """Everybody who was read: how each is shown, and what the reader must know."""

    shown: dict[str, Shown] = field(default_factory=dict)
    refused: int = 0
    undated: int = 0
    outcome: str | None = None
    notices: list[Message] = field(default_factory=list)
    mappings: list[tuple[Path, Mapping]] = field(default_factory=list)


def read_leads(request: Request, workshop: Path, *, refusals: Refusals, bar: Progress, voice: Voice) -> Leads:
    """Return the people of the files; raises `Refused` for a file that cannot be read at all."""
    with FactBook(workshop, fields=request.agreement.fields) as book:
        reader = _Reader(request, book=book, refusals=refusals)
        for path in request.leads:
            task = bar.add_task(voice(say("Reading {file}", file=path.name)), total=None)
            try:
                for _ in reader.read(path):
                    bar.advance(task)
            except RefusedFile as refusal:
                raise Refused([voice(say("{path} was refused: {why}", path=str(path), why=refusal.message))]) from None
    leads = reader.leads
    leads.notices += _about(leads, dropped=refusals.cells)
    return leads


class _Reader:
    """Reads one file after the other into the book and the leads; what is refused goes to the refusals."""

    def __init__(self, request: Request, *, book: FactBook, refusals: Refusals) -> None:
        self.request, self.book, self.refusals = request, book, refusals
        self.leads = Leads()

    def read(self, path: Path) -> Iterator[None]:
        """Read the file, a row at each step."""
        for row in self._rows(path):
            reason = row.reason if isinstance(row, RefusedRow) else self._take(row, path)
            if reason is not None:
                self.leads.refused += 1
                cells = row.cells if isinstance(row, RefusedRow) else (row.person, *row.values.values())
                self.refusals.row(file=path, number=row.number, reason=reason, cells=cells)
            yield

    def _rows(self, path: Path) -> Iterator[PersonRow | RefusedRow]:
        """Yield the rows of one file, after noting by which mapping they are read."""
        request, leads = self.request, self.leads
        mapping = mapping_for(path, request)
        words = request.mapping.outcome if request.mapping else None
        endings = endings_elsewhere(request.outcome, person=mapping.person, words=words)
        leads.mappings.append((path, mapping))
        if endings is not None or mapping.outcome:
            leads.outcome = request.outcome
        people = read_people(path, mapping=mapping, zone=request.agreement.zone)
        leads.notices += people.notes
        if request.mapping is None:
            leads.notices += _guessed(path, mapping)
        for row in people:
            yield row if endings is None or isinstance(row, RefusedRow) else endings.told_of(row)

    def _take(self, row: PersonRow, path: Path) -> Message | None:
        """Take a person in; return why the row was refused instead."""
        person, leads, as_of = row.person, self.leads, self.request.as_of
        if len(self.request.leads) > 1 and person == f"row-{row.number}":
            person = f"{called(path, self.request.leads)} {person}"
        if person in leads.shown:
            return say("{person} was already read; one row for each person is judged", person=person)
        if row.known_at is not None and row.known_at > as_of:
            return say("became known on {day}, after the instant of the judgement", day=row.known_at.date())
        for problem in row.problems:
            self.refusals.cell(
                file=path,
                number=row.number,
                name=".".join(map(str, problem.path)),
                value=problem.value,
                reason=problem.says,
            )
        known_at = row.known_at or as_of
        leads.undated += row.known_at is None
        leads.shown[person] = _shown(row)
        self.book.write(person, row.values, occurred_at=row.occurred_at or known_at, known_at=known_at)
        return None


def _guessed(path: Path, mapping: Mapping) -> Iterator[Message]:
    yield say("{file}, columns as guessed: {columns}", file=path.name, columns=tuple(meanings(mapping)))
    if left := tuple(shown(column) for column in mapping.left_out):
        yield say_many(
            "{n} column was left out: {columns}", "{n} columns were left out: {columns}", len(left), columns=left[:40]
        )


def called(path: Path, among: tuple[Path, ...]) -> str:
    """Return the short name of a file, told apart from other files of that name."""
    alike = [other for other in dict.fromkeys(among) if other.stem == path.stem]
    return path.stem if len(alike) == 1 else f"{path.stem}-{alike.index(path) + 1}"


def _shown(row: PersonRow) -> Shown:
    name, company, role, source = (row.values.get(key, "") for key in ("full_name", "company", "role", "source"))
    return Shown(name, company, role, source, None if row.outcome is None else row.outcome == "won")


def _about(leads: Leads, *, dropped: int) -> Iterator[Message]:
    if 0 < leads.undated < len(leads.shown):
        yield say_many(
            "{n} person has no date and is judged as if just become known",
            "{n} people have no date and are judged as if just become known",
            leads.undated,
        )
    if leads.outcome and leads.shown and all(person.outcome is None for person in leads.shown.values()):
        yield say(
            "no word under {column} means won or lost; name such words in the mapping, under outcome",
            column=leads.outcome,
        )
    if leads.refused:
        yield say_many(
            "{n} row was refused; refused.csv in the folder of --out says why",
            "{n} rows were refused; refused.csv in the folder of --out says why",
            leads.refused,
        )
    if dropped:
        yield say_many(
            "{n} cell is not valid and was dropped; dropped_cells.csv in the folder of --out says why",
            "{n} cells are not valid and were dropped; dropped_cells.csv in the folder of --out says why",
            dropped,
        )
