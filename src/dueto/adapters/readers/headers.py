"""The header row: where it stands, whether it is one, and a name of its own for every column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dueto.adapters.readers.rows import Limits, RefusedFile
from dueto.domain.basics.message import Message, say, say_many

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
PHONE = re.compile(r"\+?[\d\s().-]{7,}\d")
NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*%?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}([ T].*)?|\d{1,2}/\d{1,2}/\d{2,4}( .*)?")


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows holds the headers: the first one about as full as the usual row."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    enough = max(1.0, usual * 0.6)
    return next((place for place, count in enumerate(filled) if count >= enough), 0)


def refuse_data(cells: Sequence[str], *, number: int) -> None:
    """Refuse a header row that is plainly a row of data."""
    named = [cell.strip() for cell in cells if cell.strip()]
    for cell in named:
        if MAIL.fullmatch(cell) or DATE.fullmatch(cell) or (PHONE.fullmatch(cell) and _digits(cell) >= 8):
            raise RefusedFile(
                say("row {row} should name the columns, but holds data ({cell}); write a first row with their names",
                    row=number, cell=cell[:80])
            )  # fmt: skip
    if named and sum(1 for cell in named if NUMBER.fullmatch(cell)) * 2 >= len(named):
        raise RefusedFile(
            say("row {row} should name the columns, but holds numbers; write a first row with their names", row=number)
        )


def names_of(
    cells: Sequence[str], *, sample: Sequence[Sequence[str]], limits: Limits
) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Return a unique name for every column, and what had to be done for it."""
    names = [" ".join(cell.split()) for cell in cells]
    while len(names) > 1 and not names[-1] and not any("".join(row[len(names) - 1 :]).strip() for row in sample):
        names.pop()
    if len(names) > limits.columns:
        raise RefusedFile(
            say("the file has {n} columns, more than the {limit} allowed; export only those that you need",
                n=len(names), limit=limits.columns)
        )  # fmt: skip
    notes: list[Message] = []
    nameless = [place for place, name in enumerate(names) if not name]
    if nameless:
        notes.append(
            say_many("a column without a name is called {names}", "{n} columns without a name are called {names}",
                     len(nameless), names=tuple(f"column {place + 1}" for place in nameless))
        )  # fmt: skip
    names = [name or f"column {place + 1}" for place, name in enumerate(names)]
    unique = _unique(names)
    renamed = tuple(new for new, old in zip(unique, names, strict=True) if new != old)
    if renamed:
        notes.append(
            say_many("a name stands over two columns; the later one is called {names}",
                     "{n} names stand over more than one column; the later ones are called {names}",
                     len(renamed), names=renamed)
        )  # fmt: skip
    return tuple(unique), tuple(notes)


def _unique(names: Sequence[str]) -> list[str]:
    taken = set(names)
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for name in names:
        seen[name] += 1
        new = name
        while seen[name] > 1 and new in taken:
            new = f"{name} ({seen[name]})"
            seen[name] += new in taken
        taken.add(new)
        unique.append(new)
    return unique


def _digits(cell: str) -> int:
    return sum(char.isdigit() for char in cell)
