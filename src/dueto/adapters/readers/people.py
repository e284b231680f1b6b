"""People out of a file: every row either a person with clean values or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from dueto.adapters.readers.cleaning.names import composed_name, joined_halves
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.columns import Column, columns_of, instant_of, pairs_of, phone_in, plain_column
from dueto.adapters.readers.form import Form
from dueto.adapters.readers.habits import Habits, habits_of
from dueto.adapters.readers.mapping import PARTS, Mapping
from dueto.adapters.readers.rows import DEFAULT_LIMITS, SHOWN, Limits, RefusedFile, RefusedRow, TableRow, refused_row
from dueto.adapters.readers.table import Table, open_table
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Problem
from dueto.domain.basics.text import fold, nearest

Ending = Literal["won", "lost"]
BELIEVED = 5_000
GREENWICH = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the file tells it. `problems` are the cells that were dropped; the row itself stays.

    `stood` are the cells as they stand in the file.
    """

    number: int
    person: str
    values: dict[str, str]
    known_at: datetime | None
    outcome: Ending | None
    problems: tuple[Problem, ...] = ()
    occurred_at: datetime | None = None
    stood: tuple[str, ...] = field(default=(), compare=False, repr=False)


def read_people(
    path: Path | str,
    *,
    mapping: Mapping,
    default_country: str | None = None,
    zone: ZoneInfo = GREENWICH,
    limits: Limits = DEFAULT_LIMITS,
) -> People:
    """Return the people of the file, to be iterated over; `RefusedFile` if the mapping does not fit it."""
    table = open_table(path, limits=limits)
    _refuse_strange(mapping, table)
    return People(table, mapping=mapping, country=default_country or mapping.country, zone=zone)


class People:
    """The rows of a table read by a mapping. Only a hash of each person's id is kept while they pass."""

    def __init__(self, table: Table, *, mapping: Mapping, country: str | None, zone: ZoneInfo) -> None:
        self.form: Form = table.form
        self._table = table
        self._mapping = mapping
        self._country = country
        self._zone = zone
        headers = table.headers
        self._habits: Habits = habits_of(
            table,
            headers=headers,
            mapping=mapping,
            country=country,
            patience=BELIEVED if table.form.kind == "xlsx" else None,
        )
        self.notes: tuple[Message, ...] = (*table.form.notes, *self._habits.notes)
        self._columns = columns_of(mapping, headers=headers, habits=self._habits)
        self._pairs = pairs_of(mapping, headers=headers)
        self._person = self._plain(mapping.person)
        self._known_at = self._plain(mapping.known_at)
        self._occurred_at = self._plain(mapping.occurred_at)
        self._outcome = self._plain(mapping.outcome.column if mapping.outcome else None)
        self._endings: dict[str, Ending] = {}
        if mapping.outcome:
            self._endings = {fold(word): "lost" for word in mapping.outcome.lost}
            self._endings |= {fold(word): "won" for word in mapping.outcome.won}

    def __iter__(self) -> Iterator[PersonRow | RefusedRow]:
        seen: set[int] = set()
        for row in self._table:
            if isinstance(row, RefusedRow):
                yield row
                continue
            person = self._person.answer(row.cells) if self._person else ""
            if person and hash(person) in seen:
                reason = say("the person {person} already stands in an earlier row; keep one of them", person=person)
                yield refused_row(number=row.number, reason=reason, cells=row.cells)
                continue
            read = self._read(row, person)
            if isinstance(read, PersonRow) and person:
                seen.add(hash(person))
            yield read

    def _read(self, row: TableRow, person: str) -> PersonRow | RefusedRow:
        problems: list[Problem] = []
        values = self._values(row, problems)
        known_at = self._instant(self._known_at, row, problems)
        occurred_at = self._instant(self._occurred_at, row, problems)
        if not values and not person and not problems:
            return refused_row(number=row.number, reason=self._why_empty(row), cells=row.cells)
        self._complete(values, problems)
        return PersonRow(
            number=row.number,
            person=person or f"row-{row.number}",
            values=values,
            known_at=known_at,
            outcome=self._ending(row),
            problems=tuple(problems),
            occurred_at=occurred_at,
            stood=row.cells,
        )

    def _values(self, row: TableRow, problems: list[Problem]) -> dict[str, str]:
        values: dict[str, str] = {}
        country = self._country
        for column in self._columns:
            text = column.answer(row.cells)
            if not text:
                continue
            value = column.value(text, country)
            if isinstance(value, Refusal):
                problems.append(_dropped(column.field, row.number, text, value))
            elif value:
                values[column.field] = value
                if column.field == "country":
                    country = value
        for pair in self._pairs:
            text, value = phone_in(pair, row.cells, country)
            if isinstance(value, Refusal):
                problems.append(_dropped(pair.field, row.number, text, value))
            elif value:
                values[pair.field] = value
        return values

    def _complete(self, values: dict[str, str], problems: list[Problem]) -> None:
        """Add what follows from the other values: the full name of its pieces, the country of the whole file."""
        for part, whole in PARTS.items():
            if more := values.pop(part, ""):
                values[whole] = joined_halves(values.get(whole, ""), more)
        if name := _full_name(values):
            values["full_name"] = name
        if self._country and "country" not in values and all(problem.path != ("country",) for problem in problems):
            values["country"] = self._country

    def _instant(self, column: Column | None, row: TableRow, problems: list[Problem]) -> datetime | None:
        text = column.answer(row.cells) if column else ""
        if column is None or not text:
            return None
        header = self._table.headers[column.place]
        instant = instant_of(text, order=self._habits.orders.get(header), zone=self._zone)
        if isinstance(instant, Refusal):
            problems.append(_dropped(column.field, row.number, text, instant))
            return None
        return instant

    def _ending(self, row: TableRow) -> Ending | None:
        return self._endings.get(fold(row.cells[self._outcome.place])) if self._outcome else None

    def _plain(self, header: str | None) -> Column | None:
        if header is None:
            return None
        mapping = self._mapping
        role = (
            "known_at" if header == mapping.known_at else "occurred_at" if header == mapping.occurred_at else "person"
        )
        return plain_column(header, mapping=mapping, headers=self._table.headers, field=role)

    def _why_empty(self, row: TableRow) -> Message:
        if any(cell.strip() for cell in row.cells):
            return say("none of the mapped columns holds anything in this row")
        return say("the row is blank")


def _full_name(values: dict[str, str]) -> str:
    """Return the full name with the surnames that stand in a column of their own, unless it holds them already."""
    full, first, last = (values.get(name, "") for name in ("full_name", "first_name", "last_name"))
    if full and (not last or (first and fold(full) != fold(first))):
        return full
    if not full:
        return composed_name(first=first, last=last)
    if {*fold(last).split()} <= {*fold(full).split()}:
        return full
    return composed_name(first=full, last=joined_halves(full, last).removeprefix(full))


def _dropped(field: str, number: int, text: str, refusal: Refusal) -> Problem:
    return Problem((field,), number, text[:SHOWN], refusal.reason)


def _refuse_strange(mapping: Mapping, table: Table) -> None:
    strange = sorted(mapping.headers() - set(table.headers))
    if not strange:
        return
    if near := nearest(strange[0], table.headers):
        raise RefusedFile(
            say("the mapping names columns that the file does not have: {columns}; did you mean {near}?",
                columns=tuple(strange), near=near)
        )  # fmt: skip
    raise RefusedFile(
        say("the mapping names columns that the file does not have: {columns}; it has {headers}",
            columns=tuple(strange), headers=table.headers[:40])
    )  # fmt: skip
