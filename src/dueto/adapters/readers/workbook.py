"""Excel workbooks, row by row, opened only after their real size is known."""

from __future__ import annotations

import itertools
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from xml.etree.ElementTree import ParseError

import openpyxl

from dueto.adapters.readers.rows import Limits, RefusedFile, RefusedRow, refused_row
from dueto.domain.basics.message import Message, say

PIECE = 1 << 18
BATCH = 500
DAMAGED = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, EOFError,
    zlib.error, struct.error, NotImplementedError, RuntimeError,
)  # fmt: skip
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
T = TypeVar("T")


def open_sheet(path: Path, *, limits: Limits) -> Sheet:
    """Return the first sheet that holds anything, or refuse the workbook with the cure."""
    _refuse_bomb(path, limits=limits)
    with path.open("rb") as file, closing(_calmly(lambda: _opened(file))) as book:
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        filled = [sheet.title for sheet in _calmly(lambda: [sheet for sheet in sheets if _is_filled(sheet)])]
    if not filled:
        raise RefusedFile(say("every sheet of the workbook is empty; export the list again"))
    others = tuple(filled[1:])
    notes = (say("only the sheet {sheet} is read; the others are {others}", sheet=filled[0], others=others),)
    return Sheet(path, name=filled[0], limits=limits, notes=notes if others else ())


class Sheet:
    """The rows of one sheet as text, numbered as the spreadsheet numbers them; blank ones are left out."""

    def __init__(self, path: Path, *, name: str, limits: Limits, notes: tuple[Message, ...]) -> None:
        self.path = path
        self.name = name
        self.limits = limits
        self.notes = notes

    def __iter__(self) -> Iterator[tuple[int, list[str]] | RefusedRow]:
        with self.path.open("rb") as file, closing(_calmly(lambda: _opened(file))) as book:
            sheet = book[self.name]
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
            number = 0
            while batch := _calmly(lambda: list(itertools.islice(rows, BATCH))):
                for row in batch:
                    number += 1
                    if any(value is not None for value in row):
                        yield self._record(number, row)
                if number > self.limits.sheet_rows:
                    raise RefusedFile(say("the sheet has more rows than a spreadsheet can hold; export it again"))

    def _record(self, number: int, row: tuple[Any, ...]) -> tuple[int, list[str]] | RefusedRow:
        cells = [text_of(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if any(len(cell) > self.limits.cell for cell in cells):
            reason = say("a cell is longer than {limit} characters; shorten it", limit=self.limits.cell)
            return refused_row(number=number, reason=reason, cells=cells)
        return number, cells


def text_of(value: Any) -> str:
    """Return what a cell holds as text: dates as ISO, whole numbers without a fraction."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
    return str(value)


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


def _opened(file: BinaryIO) -> Any:
    # A file that is already open has no name, so a workbook under another ending is read as well.
    return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _is_filled(sheet: Any) -> bool:
    sheet.reset_dimensions()
    return any(value is not None for row in sheet.iter_rows(values_only=True, max_row=1000) for value in row)


def _calmly(ask: Callable[[], T]) -> T:
    """Return what `ask` gives; the library's advice about styles is silenced, its confusion becomes a refusal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ask()
        except DAMAGED as error:
            raise _damage() from error
