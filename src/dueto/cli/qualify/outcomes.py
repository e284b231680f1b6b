"""Outcomes that stand in a file of their own, as deals often do: `FILE:COLUMN`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dueto.adapters.readers.guess import LOST
from dueto.adapters.readers.people import PersonRow
from dueto.adapters.readers.rows import RefusedFile, RefusedRow
from dueto.adapters.readers.table import open_table
from dueto.domain.basics.message import say
from dueto.domain.basics.text import fold, nearest


@dataclass(frozen=True, slots=True)
class Endings:
    """Who was won, by the person's id; of whom the file says nothing, nothing was won."""

    won: Mapping[str, bool]

    def told_of(self, row: PersonRow) -> PersonRow:
        """Return the row with its outcome."""
        return replace(row, outcome="won" if self.won.get(row.person, False) else "lost")


def stands_elsewhere(outcome: str) -> bool:
    """Return whether the outcome is a column of another file."""
    file, _, column = outcome.rpartition(":")
    return bool(file and column) and Path(file).is_file()


def endings_elsewhere(outcome: str | None, *, person: str | None) -> Endings | None:
    """Return the outcomes of the other file, or None if the outcome is a column of the leads themselves.

    A row counts as won if the column holds anything but a blank or a word of loss. `person` is the column of the
    person's id, which both files must call alike.
    """
    if outcome is None or not stands_elsewhere(outcome):
        return None
    file, _, column = outcome.rpartition(":")
    table = open_table(Path(file))
    if person is None:
        raise RefusedFile(say("outcomes of another file need the column of the person's id; map it as person"))
    place, ends = (_place(name, table.headers, file) for name in (person, column))
    rows = (row.cells for row in table if not isinstance(row, RefusedRow))
    return Endings({cells[place].strip(): fold(cells[ends]) not in LOST for cells in rows if cells[ends].strip()})


def _place(column: str, headers: tuple[str, ...], file: str) -> int:
    if column in headers:
        return headers.index(column)
    if near := nearest(column, headers):
        raise RefusedFile(
            say("{file} has no column {column}; did you mean {near}?", file=file, column=column, near=near)
        )
    raise RefusedFile(
        say("{file} has no column {column}; it has {headers}", file=file, column=column, headers=headers[:40])
    )
