"""Outcomes that stand in a file of their own, as deals often do: `FILE:COLUMN`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dueto.adapters.readers.guess import LOST
from dueto.adapters.readers.mapping import Outcome
from dueto.adapters.readers.people import Ending, PersonRow
from dueto.adapters.readers.rows import RefusedFile, RefusedRow
from dueto.adapters.readers.table import open_table
from dueto.domain.basics.message import say
from dueto.domain.basics.text import fold, nearest

WEAKER_FIRST: tuple[Ending | None, ...] = ("lost", None, "won")
"""Of somebody with several deals one that was won tells, else one that is still open."""


@dataclass(frozen=True, slots=True)
class Endings:
    """How it ended, by the person's id, None while it is open; of whom the file says nothing, nothing was won."""

    by_person: Mapping[str, Ending | None]

    def told_of(self, row: PersonRow) -> PersonRow:
        """Return the row with its outcome."""
        return replace(row, outcome=self.by_person.get(row.person, "lost"))


def stands_elsewhere(outcome: str) -> bool:
    """Return whether the outcome is a column of another file."""
    file, _, column = outcome.rpartition(":")
    return bool(file and column) and Path(file).is_file()


def endings_elsewhere(outcome: str | None, *, person: str | None, words: Outcome | None) -> Endings | None:
    """Return the outcomes of the other file, or None if the outcome is a column of the leads themselves.

    `words` are those of the mapping; if they are about this column, a row with neither a word of winning nor one of
    loss is still open. Without them a row counts as won if the column holds anything but a blank or a word of loss.
    `person` is the column of the person's id, which both files must call alike.
    """
    if outcome is None or not stands_elsewhere(outcome):
        return None
    file, _, column = outcome.rpartition(":")
    table = open_table(Path(file))
    if person is None:
        raise RefusedFile(say("outcomes of another file need the column of the person's id; map it as person"))
    place, ends = (_place(name, table.headers, file) for name in (person, column))
    ending = _by_words(words) if words is not None and words.column == column else _by_presence
    by_person: dict[str, Ending | None] = {}
    for row in table:
        if not isinstance(row, RefusedRow):
            who = row.cells[place].strip()
            both = (by_person.get(who, "lost"), ending(fold(row.cells[ends])))
            by_person[who] = max(both, key=WEAKER_FIRST.index)
    return Endings(by_person)


def _by_words(words: Outcome) -> Callable[[str], Ending | None]:
    endings: dict[str, Ending] = {fold(word): "lost" for word in words.lost}
    endings |= {fold(word): "won" for word in words.won}
    return endings.get


def _by_presence(cell: str) -> Ending:
    return "lost" if not cell or cell in LOST else "won"


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
