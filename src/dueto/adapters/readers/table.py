"""A file of rows and columns, whatever program wrote it, read row by row."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dueto.adapters.readers.encoding import Encoding, encoding_of
from dueto.adapters.readers.form import Form
from dueto.adapters.readers.headers import header_at, names_of, refuse_data
from dueto.adapters.readers.kind import kind_of, read_head
from dueto.adapters.readers.own import freed, theirs
from dueto.adapters.readers.rows import (
    DEFAULT_LIMITS,
    Limits,
    RefusedFile,
    RefusedRow,
    TableRow,
    refused_row,
)
from dueto.adapters.readers.separated import LOOKED_AT, Record, Records, separator_of
from dueto.adapters.readers.workbook import Sheet, open_sheet
from dueto.domain.basics.message import Message, say

__all__ = ["DEFAULT_LIMITS", "Limits", "RefusedFile", "RefusedRow", "Table", "TableRow", "open_table"]


class Table:
    """Headers, and rows that are read anew from the file each time one iterates; a row is never held longer."""

    def __init__(
        self, *, headers: tuple[str, ...], form: Form, records: Callable[[], Iterable[Record | RefusedRow]]
    ) -> None:
        self.headers = headers
        self.form = form
        self._records = records

    def __iter__(self) -> Iterator[TableRow | RefusedRow]:
        width = len(self.headers)
        for record in self._records():
            if isinstance(record, RefusedRow):
                if record.number > self.form.header_row:
                    yield record
                continue
            number, cells = record
            if number <= self.form.header_row:
                continue
            if len(cells) == width:
                yield TableRow(number, tuple(cells))
            else:
                yield self._fitted(number, cells)

    def sample(self, rows: int = LOOKED_AT) -> tuple[TableRow, ...]:
        """Return the first good rows, to guess a mapping from."""
        good = (row for row in self if isinstance(row, TableRow))
        return tuple(itertools.islice(good, rows))

    def _fitted(self, number: int, cells: list[str]) -> TableRow | RefusedRow:
        width = len(self.headers)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            return TableRow(number, tuple(cells[:width]))
        if len(cells) < width and self.form.kind == "xlsx":
            return TableRow(number, (*cells, *[""] * (width - len(cells))))
        reason = say(
            "the row has {n} cells and the header row {width}; put cells with a separator or line break in quotes",
            n=len(cells), width=width,
        )  # fmt: skip
        return refused_row(number=number, reason=reason, cells=cells)


def open_table(path: Path | str, *, limits: Limits = DEFAULT_LIMITS) -> Table:
    """Return the table in the file, or raise `RefusedFile` with the cure."""
    path = Path(path)
    head = read_head(path, size=limits.head)
    if kind_of(head) == "xlsx":
        return _workbook(path, limits=limits)
    return _text(path, head=head, limits=limits)


def _text(path: Path, *, head: bytes, limits: Limits) -> Table:
    encoding = encoding_of(path, head=head)
    whole = len(head) < limits.head
    text = _decoded(path, encoding=encoding, size=limits.head)
    csv.field_size_limit(max(csv.field_size_limit(), limits.record))
    separator = separator_of(text, whole=whole)
    first = Records(path, encoding=encoding, separator=separator, spaced=False, limits=limits)
    rows = _first_rows(first)
    place, names, notes = _headers(rows, limits=limits)
    # febrl and its like write `a, "b, c"`: a space after every separator, which would hide the quotes.
    spaced = len(names) > 1 and all(cell.startswith(" ") for cell in rows[place][1][1:])
    if encoding.mojibake:
        notes = (*notes, say("the text had been read in a wrong encoding once and was repaired; look at some names"))
    form = Form("csv", encoding.name, separator, "", rows[place][0], encoding.mojibake, notes)
    records = Records(path, encoding=encoding, separator=separator, spaced=spaced, limits=limits, width=len(names))
    is_own = len(theirs(names)) < len(names)
    return Table(headers=names, form=form, records=lambda: freed(records) if is_own else records)


def _workbook(path: Path, *, limits: Limits) -> Table:
    sheet: Sheet = open_sheet(path, limits=limits)
    rows = _first_rows(sheet)
    place, names, notes = _headers(rows, limits=limits)
    if path.suffix.lower() not in ("", ".xlsx", ".xlsm"):  # an upload is kept under a name that tells nothing
        notes = (*notes, say("the file is a workbook, though its name ends in {ending}", ending=path.suffix))
    form = Form("xlsx", "", "", sheet.name, rows[place][0], repaired=False, notes=(*notes, *sheet.notes))
    return Table(headers=names, form=form, records=lambda: sheet)


def _first_rows(records: Iterable[Record | RefusedRow]) -> list[Record]:
    rows: list[Record] = []
    for record in itertools.islice(records, LOOKED_AT):
        if isinstance(record, RefusedRow):
            if not rows:
                raise RefusedFile(
                    say("row {row}, the first one, cannot be read: {reason}", row=record.number, reason=record.reason)
                )
            continue
        rows.append(record)
    if not rows:
        raise RefusedFile(say("the file has no rows; export the list again"))
    return rows


def _headers(rows: Sequence[Record], *, limits: Limits) -> tuple[int, tuple[str, ...], tuple[Message, ...]]:
    place = header_at([cells for _, cells in rows])
    number, cells = rows[place]
    names, notes = names_of(cells, sample=[cells for _, cells in rows[place + 1 :]], limits=limits)
    refuse_data(cells, number=number)
    if place + 1 == len(rows) < LOOKED_AT:
        raise RefusedFile(say("the file has headers in row {row} but no rows below them; export it again", row=number))
    return place, names, notes


def _decoded(path: Path, *, encoding: Encoding, size: int) -> str:
    with path.open(encoding=encoding.name, errors=encoding.errors, newline=encoding.line_end) as file:
        text = file.read(size)
    # To find the separator it is enough that lines of any kind end; what breaks a cell breaks it under each of them.
    return text.replace("\n", " ") if encoding.line_end == "\r" else text
