"""Excel workbooks, row by row, opened only after their real size is known."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import openpyxl

from dueto.adapters.readers.rows import Limits, RefusedFile, RefusedRow, refused_row
from dueto.adapters.readers.sheet_rows import Inside, rows_in
from dueto.domain.basics.message import Message, say

PIECE = 1 << 18
DAMAGED = (
    zipfile.BadZipFile, ParseError, ExpatError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError,
    EOFError, zlib.error, struct.error, NotImplementedError, RuntimeError,
)  # fmt: skip
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
T = TypeVar("T")


def open_sheet(path: Path, *, limits: Limits) -> Sheet:
    """Return the first sheet that holds anything, or refuse the workbook with the cure."""
    _refuse_bomb(path, limits=limits)
    found = [sheet for sheet in _calmly(lambda: _sheets(path, limits)) if _holds_anything(sheet)]
    if not found:
        raise RefusedFile(say("every sheet of the workbook is empty; export the list again"))
    first, *others = found
    if others:
        titles = tuple(sheet.name for sheet in others)
        first.notes = (say("only the sheet {sheet} is read; the others are {others}", sheet=first.name, others=titles),)
    return first


class Sheet:
    """The rows of one sheet, numbered as the spreadsheet numbers them; blank ones are left out."""

    def __init__(self, path: Path, *, name: str, inside: Inside, limits: Limits) -> None:
        self.path = path
        self.name = name
        self.inside = inside
        self.limits = limits
        self.notes: tuple[Message, ...] = ()

    def __iter__(self) -> Iterator[tuple[int, list[str]] | RefusedRow]:
        try:
            for number, cells in rows_in(self.path, self.inside):
                if number > self.limits.sheet_rows:
                    raise RefusedFile(say("the sheet has more rows than a spreadsheet can hold; export it again"))
                if cells:
                    yield self._checked(number, cells)
        except DAMAGED as error:
            raise _damage() from error

    def _checked(self, number: int, cells: list[str]) -> tuple[int, list[str]] | RefusedRow:
        if any(len(cell) > self.limits.cell for cell in cells):
            reason = say("a cell is longer than {limit} characters; shorten it", limit=self.limits.cell)
            return refused_row(number=number, reason=reason, cells=cells)
        return number, cells


def _refuse_bomb(path: Path, *, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_contents(archive)
            _check_declared(archive, limits=limits)
            _check_real(archive, limits=limits)
    except DAMAGED as error:
        raise _damage() from error


def _check_contents(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise RefusedFile(
            say("the workbook is protected by a password; open it, remove the password and save it again")
        )
    if "xl/workbook.bin" in names:
        raise RefusedFile(say("this is a binary workbook (.xlsb); open it and save it as .xlsx"))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RefusedFile(
            say("this is a compressed file, not a workbook; unpack it and name the CSV or .xlsx file inside")
        )


def _check_declared(archive: zipfile.ZipFile, *, limits: Limits) -> None:
    expanded = sum(part.file_size for part in archive.infolist())
    packed = sum(part.compress_size for part in archive.infolist()) or 1
    shared = sum(part.file_size for part in archive.infolist() if "sharedstrings" in part.filename.lower())
    too_dense = expanded > limits.ratio_from and expanded > packed * limits.ratio
    if expanded > limits.expanded or shared > limits.shared_text or too_dense:
        raise _bomb(expanded)


def _check_real(archive: zipfile.ZipFile, *, limits: Limits) -> None:
    """Count what really comes out of the parts that will be read, since a directory may lie."""
    real = 0
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(part) as content:
            head = content.read(PIECE)
            if DOCTYPE.search(head.replace(b"\0", b"")):
                raise RefusedFile(
                    say(
                        "the workbook names outside documents (DOCTYPE), as no spreadsheet does; save it again as .xlsx"
                    )
                )
            real += len(head)
            while piece := content.read(PIECE):
                real += len(piece)
                if real > limits.expanded:
                    raise _bomb(real)


def _bomb(size: int) -> RefusedFile:
    return RefusedFile(
        say("the workbook would grow to {size} MB when it is opened, so it is not; export the list as CSV (UTF-8)",
            size=size // 1_000_000)
    )  # fmt: skip


def _damage() -> RefusedFile:
    return RefusedFile(
        say("the workbook is damaged; open it in a spreadsheet and save it again as .xlsx or CSV (UTF-8)")
    )


def _sheets(path: Path, limits: Limits) -> list[Sheet]:
    """Return the worksheets, those that can be seen first."""
    # A file that is already open has no name, so a workbook under another ending is read as well.
    with path.open("rb") as file:
        book: Any = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            dates, durations = frozenset(book._date_formats), frozenset(book._timedelta_formats)
            return [
                Sheet(path, name=sheet.title, limits=limits, inside=Inside(
                    sheet._worksheet_path, sheet._shared_strings, dates, durations, book.epoch
                ))
                for sheet in sorted(book.worksheets, key=lambda sheet: str(sheet.sheet_state) != "visible")
            ]  # fmt: skip


def _holds_anything(sheet: Sheet) -> bool:
    return next(iter(sheet), None) is not None


def _calmly(ask: Callable[[], T]) -> T:
    """Return what `ask` gives; the library's advice about styles is silenced, its confusion becomes a refusal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ask()
        except DAMAGED as error:
            raise _damage() from error
