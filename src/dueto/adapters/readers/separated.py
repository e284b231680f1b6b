"""Text with cells separated by a sign: any line end, line breaks inside quotes, damage kept to the row it is in."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import ftfy

from dueto.adapters.readers.encoding import BROKEN, Encoding
from dueto.adapters.readers.rows import Limits, RefusedRow, refused_row
from dueto.domain.basics.message import say

SEPARATORS = (",", ";", "\t", "|")
SEP_LINE = re.compile(r'"?sep=(?P<sign>.)"?\s*')
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,5}|#x[0-9a-fA-F]{2,4});")
LOOKED_AT = 200
# Stands for a line end of the other kind inside a cell without quotes, which the csv module would take for a row's end.
HIDDEN = "\ufdd0"
Record = tuple[int, list[str]]


def separator_of(head: str, *, whole: bool) -> str:
    """Return the sign that splits most records of `head` into the same number of cells."""
    first = head[:40].splitlines()[0] if head.strip() else ""
    if named := SEP_LINE.fullmatch(first):
        return named["sign"]

    def fitness(separator: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        widths = [len(cells) for cells, _ in zip(reader, range(LOOKED_AT), strict=False) if cells]
        if not whole and len(widths) > 1:
            widths.pop()
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)

    return max(SEPARATORS, key=fitness)


class Records:
    """The records of a text file, numbered as a spreadsheet numbers its rows; blank ones are counted, not given."""

    def __init__(
        self, path: Path, *, encoding: Encoding, separator: str, spaced: bool, limits: Limits, width: int | None = None
    ) -> None:
        self.path = path
        self.encoding = encoding
        self.separator = separator
        self.spaced = spaced
        self.limits = limits
        self.width = width
        # The limit of the csv module is one for the whole process; ours is checked cell by cell.
        csv.field_size_limit(max(csv.field_size_limit(), limits.record))

    def __iter__(self) -> Iterator[Record | RefusedRow]:
        number = 0
        how = self.encoding
        with self.path.open(encoding=how.name, errors=how.errors, newline=how.line_end) as file:
            lines = _Lines(file, encoding=self.encoding, limit=self.limits.record)
            reader = csv.reader(lines, delimiter=self.separator, skipinitialspace=self.spaced)
            while True:
                number += 1
                lines.begin()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except (csv.Error, _TooLong):
                    yield self._damaged(number, lines)
                    continue
                if not cells or (len(cells) == 1 and not cells[0].strip()):
                    continue
                if number == 1 and SEP_LINE.fullmatch(lines.taken[0]):
                    continue
                if len(lines.taken) > 1 and self._hides_rows(lines) and not self._is_sound(cells, lines):
                    yield self._damaged(number, lines)
                    continue
                yield self._checked(number, cells, lines)

    def _checked(self, number: int, cells: list[str], lines: _Lines) -> Record | RefusedRow:
        if lines.size > self.limits.cell and any(len(cell) > self.limits.cell for cell in cells):
            return self._too_big(number, cells)
        if self.encoding.nul and any("\0" in cell for cell in cells):
            reason = say("the row holds a NUL character, so the file was damaged; export it again")
            return refused_row(number=number, reason=reason, cells=[cell.replace("\0", "�") for cell in cells])
        if self.encoding.broken and any(not cell.isascii() and self._is_broken(cell) for cell in cells):
            reason = say(
                "the row holds bytes that are not {encoding}; save the file as UTF-8 and export it again",
                encoding=self.encoding.name,
            )
            return refused_row(number=number, reason=reason, cells=[BROKEN.sub("�", cell) for cell in cells])
        if lines.hidden:
            cells = [cell.replace(HIDDEN, lines.foreign) for cell in cells]
        if self.encoding.entities:
            cells = [ENTITY.sub(_entity, cell) if "&" in cell else cell for cell in cells]
        return number, cells

    def _is_broken(self, cell: str) -> bool:
        return BROKEN.search(cell) is not None or (self.encoding.errors == "replace" and "\ufffd" in cell)

    def _damaged(self, number: int, lines: _Lines) -> RefusedRow:
        """Refuse the record under way; if a quote swallowed whole rows, give those rows back to be read."""
        first = lines.taken[0] if lines.taken else ""
        if len(lines.taken) > 1 and self._hides_rows(lines):
            lines.give_back()
            reason = say("a quotation mark is opened and never closed; close it or write it twice")
            return refused_row(number=number, reason=reason, cells=_alone(first[:2000], separator=self.separator))
        lines.skip_open_quote()
        return self._too_big(number, [first])

    def _too_big(self, number: int, cells: list[str]) -> RefusedRow:
        reason = say("a cell is longer than {limit} characters; shorten it", limit=self.limits.cell)
        return refused_row(number=number, reason=reason, cells=cells)

    def _hides_rows(self, lines: _Lines) -> bool:
        """Return whether most lines after the first, each read by itself, are whole rows."""
        if self.width is None or self.width < 2:
            return False
        following = [line for line in lines.taken[1:LOOKED_AT] if line.count('"') % 2 == 0]
        whole = sum(len(_alone(line, separator=self.separator)) == self.width for line in following)
        return whole > 0 and whole * 2 >= len(following)

    def _is_sound(self, cells: list[str], lines: _Lines) -> bool:
        """Return whether a record of several lines is quoted by the book and as wide as the others."""
        if lines.ended_open or len(cells) != self.width:
            return False
        strict = csv.reader(lines.taken, delimiter=self.separator, skipinitialspace=self.spaced, strict=True)
        try:
            return len(next(strict)) == self.width
        except csv.Error:
            return False


def _alone(line: str, *, separator: str) -> list[str]:
    """Return the cells of a line read by itself; a stray end of line inside it ends it."""
    return next(csv.reader([line.replace("\r", " ")], delimiter=separator, quoting=csv.QUOTE_NONE), [])


class _TooLong(Exception):
    """A record is longer than any record may be."""


class _Lines:
    """The physical lines of a file; those of the record under way are kept, to be read again if need be."""

    def __init__(self, file: io.TextIOBase, *, encoding: Encoding, limit: int) -> None:
        self.file = file
        self.mojibake = encoding.mojibake
        self.end = encoding.line_end
        self.foreign = "\n" if encoding.line_end == "\r" else "\r"
        self.hidden = False
        self.limit = limit
        self.taken: list[str] = []
        self.again: deque[str] = deque()
        self.size = 0

    def begin(self) -> None:
        self.taken.clear()
        self.ended_open = False
        self.size = 0
        self.hidden = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else self._read()
        self.size += len(line)
        self.taken.append(line)
        if self.size > self.limit:
            raise _TooLong
        if line.find(self.foreign, 0, -2) >= 0:
            self.hidden = True
            return line[:-2].replace(self.foreign, HIDDEN) + line[-2:]
        return line

    def _read(self) -> str:
        line = self.file.readline(self.limit + 1)
        if not line:
            self.ended_open = bool(self.taken)
            raise StopIteration
        if len(line) > self.limit:
            rest = line
            while rest and not rest.endswith(self.end):
                rest = self.file.readline(self.limit)
        return ftfy.fix_encoding(line) if self.mojibake and not line.isascii() else line

    def give_back(self) -> None:
        """Put every line after the first back, to be read as records of their own."""
        self.again.extendleft(reversed(self.taken[1:]))

    def skip_open_quote(self) -> None:
        """Leave the lines of a cell that is too big behind, up to the quotation mark that closes it."""
        if len(self.taken) == 1:
            return
        quotes = sum(line.count('"') for line in self.taken)
        while quotes % 2:
            line = self.again.popleft() if self.again else self.file.readline(self.limit)
            if not line:
                return
            quotes += line.count('"')


def _entity(match: re.Match[str]) -> str:
    plain = html.unescape(match[0])
    return " " if plain == "\xa0" else plain
