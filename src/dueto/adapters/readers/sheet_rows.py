"""The rows of one worksheet as text, straight from its XML as it streams by.

openpyxl knows what a workbook's styles and shared texts mean, but builds an object for every cell; at a hundred
thousand rows that alone costs more than everything else that is done to them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel

PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Inside:
    """Where a worksheet lies in its archive, and what its numbers and references mean."""

    part: str
    shared: Sequence[str]
    dates: frozenset[int]
    durations: frozenset[int]
    epoch: datetime


def rows_in(path: Path, inside: Inside) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that stands in the file; `ValueError` if it cannot be one."""
    with zipfile.ZipFile(path) as archive, archive.open(inside.part) as content:
        gathered = _Rows(inside)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = gathered.start
        parser.EndElementHandler = gathered.end
        parser.CharacterDataHandler = gathered.text
        while piece := content.read(PIECE):
            parser.Parse(piece, False)
            yield from gathered.done
            gathered.done.clear()
        parser.Parse(b"", True)


def text_of(value: Any) -> str:
    """Return what a cell holds as text: dates as ISO, whole numbers without a fraction."""
    match value:
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


class _Rows:
    """Takes the events of the parser and keeps the rows that are finished."""

    def __init__(self, inside: Inside) -> None:
        self.inside = inside
        self.done: list[tuple[int, list[str]]] = []
        self.number = 0
        self.cells: list[str] = []
        self.place = 0
        self.kind = self.style = ""
        self.parts: list[str] = []
        self.kept = False
        self.aside = False
        self.places: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self.kind = attributes.get("t", "n")
            self.style = attributes.get("s", "")
            self.place = self._place(attributes.get("r"))
            self.parts = []
        elif name == "v" or name == "t":
            self.kept = not self.aside
        elif name == "row":
            self.number = int(attributes.get("r") or self.number + 1)
            self.cells = []
        elif name == "rPh":  # how a word is pronounced stands beside it in Japanese workbooks
            self.aside = True

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            if value := self._value("".join(self.parts)):
                missing = self.place - len(self.cells)
                if missing > 0:
                    self.cells.extend([""] * missing)
                self.cells.append(value)
        elif name == "v" or name == "t":
            self.kept = False
        elif name == "row":
            self.done.append((self.number, self.cells))
        elif name == "rPh":
            self.aside = False

    def text(self, text: str) -> None:
        if self.kept:
            self.parts.append(text)

    def _place(self, reference: str | None) -> int:
        if reference is None:
            return len(self.cells)
        letters = reference.rstrip("0123456789")
        if letters not in self.places:
            self.places[letters] = column_index_from_string(letters) - 1
        return self.places[letters]

    def _value(self, text: str) -> str:
        if not text:
            return ""
        match self.kind:
            case "s":
                return self.inside.shared[int(text)]
            case "b":
                return "true" if int(text) else "false"
            case "d":
                return text.replace("T00:00:00", "").replace("T", " ")
            case "n":
                return self._number(text)
        return text

    def _number(self, text: str) -> str:
        style = int(self.style or 0)
        if style in self.inside.dates:
            return self._date(float(text), style)
        return text if text.isdigit() else text_of(float(text))

    def _date(self, serial: float, style: int) -> str:
        try:
            return text_of(from_excel(serial, self.inside.epoch, timedelta=style in self.inside.durations))
        except (OverflowError, ValueError):
            return text_of(serial)
