"""Outcomes that stand in a file of their own, as deals often do: `FILE:COLUMN`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from dueto.adapters.readers.guess import LOST, WON
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

    `words` are those of the mapping; if they are about this column, or if it speaks of winning anywhere, a row with
    neither a word of winning nor one of loss is still open. Otherwise, as in a column of the day of the sale, a row
    counts as won if it holds anything but a blank or a word of loss. `person` is the column of the person's id, which
    both files must call alike.
    """
    if outcome is None or not stands_elsewhere(outcome):
        return None
    file, _, column = outcome.rpartition(":")
    try:
        table = open_table(Path(file))
    except RefusedFile as refusal:
        raise RefusedFile(say("{path} was refused: {why}", path=file, why=refusal.message)) from None
    if person is None:
        raise RefusedFile(say("outcomes of another file need the column of the person's id; map it as person"))
    place, ends = (place_of(name, table.headers, file=file) for name in (person, column))
    rows = (row.cells for row in table if not isinstance(row, RefusedRow))
    told = [(cells[place].strip(), fold(cells[ends])) for cells in rows]
    ending = _understood({cell for _, cell in told}, words if words and words.column == column else None)
    by_person: dict[str, Ending | None] = {}
    for who, cell in told:
        by_person[who] = max(by_person.get(who, "lost"), ending(cell), key=WEAKER_FIRST.index)
    return Endings(by_person)


def _understood(cells: Set[str], words: Outcome | None) -> Callable[[str], Ending | None]:
    if words is None and not cells & WON:
        return _by_presence
    won, lost = (words.won, words.lost) if words else (WON, LOST)
    endings: dict[str, Ending] = {fold(word): "lost" for word in lost}
    endings |= {fold(word): "won" for word in won}
    return endings.get


def _by_presence(cell: str) -> Ending:
    return "lost" if not cell or cell in LOST else "won"


def place_of(column: str, headers: tuple[str, ...], *, file: str) -> int:
    """Return where the column stands; raises `RefusedFile` with the name that was probably meant."""
    if column in headers:
        return headers.index(column)
    if near := nearest(column, headers):
        raise RefusedFile(
            say("{file} has no column {column}; did you mean {near}?", file=file, column=column, near=near)
        )
    raise RefusedFile(
        say("{file} has no column {column}; it has {headers}", file=file, column=column, headers=headers[:40])
    )
