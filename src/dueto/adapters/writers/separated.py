"""CSV as spreadsheets read it: UTF-8 with its mark, CRLF, and nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | date | datetime | None

BEGINS_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER_OF_A_PHONE: Final = re.compile(r"\+[0-9]{6,15}")
"""Like a formula at its beginning, and harmless: a spreadsheet takes it for a number."""
AT_ONCE = 200


def separated(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield the bytes of a CSV file with these rows, some hundred rows at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff")
    for number, row in enumerate(rows, start=1):
        writer.writerow([harmless(cell) for cell in row])
        if number % AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def harmless(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula: an apostrophe stands before one."""
    if not isinstance(cell, str):
        return written(cell)
    text = cell.replace("\x00", "")
    is_formula = text.lstrip(" ").startswith(BEGINS_FORMULAS) and not NUMBER_OF_A_PHONE.fullmatch(text)
    return f"'{text}" if is_formula else text


def written(cell: Cell) -> str:
    """Return a cell as text that sorts and reads back: instants to the second with their offset."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode("utf-8", errors="replace")
    text.seek(0)
    text.truncate()
    return taken
