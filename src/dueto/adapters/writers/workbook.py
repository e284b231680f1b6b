"""XLSX in one pass: cells are texts and numbers, never formulas; a sheet that is full is followed by another."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from dueto.adapters.writers.separated import Cell, written

MOST_ROWS, LONGEST_CELL = 1_048_576, 32_767
AT_ONCE = 200
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_IN_NAMES = re.compile(r"[]\\\\[:*?/\"']")
NAMESPACE: Final = "http://schemas.openxmlformats.org"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET: Final = f'{HEAD}<worksheet xmlns="{NAMESPACE}/spreadsheetml/2006/main"><sheetData>'
SHEET_END: Final = "</sheetData></worksheet>"
RELATIONS: Final = f"{NAMESPACE}/officeDocument/2006/relationships"
KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


EPOCH: Final = datetime(1899, 12, 30, tzinfo=UTC)
"""From here sheets count days."""
DAY: Final = timedelta(days=1)
DAYS, MOMENT = 1, 2
STYLES: Final = (
    f'{HEAD}<styleSheet xmlns="{NAMESPACE}/spreadsheetml/2006/main">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf numFmtId="164" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""How days and instants are written; numbers count the cell styles."""


class _Stream(io.RawIOBase):
    """Takes what a ZIP file writes, to be handed on."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.pieces.append(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what came since it was last asked."""
        piece, self.pieces = b"".join(self.pieces), []
        return piece


def workbook(rows: Iterable[Sequence[Cell]], *, title: str, most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """Yield the bytes of an XLSX file with these rows; the first of them stands above every sheet."""
    stream, sheets, left = _Stream(), 0, iter(rows)
    heading = next(left, ())
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        row: Sequence[Cell] | None = next(left, None)
        while row is not None or not sheets:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                sheet.write(f"{SHEET}{_row(heading)}".encode())
                number = 1
                while row is not None and number < most_rows:
                    sheet.write(_row(row).encode())
                    row, number = next(left, None), number + 1
                    if number % AT_ONCE == 0 and (piece := stream.taken()):
                        yield piece
                sheet.write(SHEET_END.encode())
        for name, text in _around(sheets, title):
            archive.writestr(name, text)
    yield stream.taken()


def _row(cells: Sequence[Cell]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"<c><v>{cell}</v></c>"
    if isinstance(cell, datetime):  # as the clock on the wall shows it: a sheet knows no zones
        return f'<c s="{MOMENT}"><v>{(cell.replace(tzinfo=UTC) - EPOCH) / DAY:.6f}</v></c>'
    if isinstance(cell, date):
        return f'<c s="{DAYS}"><v>{(cell - EPOCH.date()).days}</v></c>'
    text = escape(NOT_IN_XML.sub("", written(cell) if not isinstance(cell, str) else cell)[:LONGEST_CELL])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "<c/>"


def _around(sheets: int, title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands around the sheets of a workbook, file by file."""
    numbers = range(1, sheets + 1)
    yield (
        "[Content_Types].xml",
        (
            f'{HEAD}<Types xmlns="{NAMESPACE}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
                for n in numbers
            )
            + f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
        ),
    )
    yield "_rels/.rels", _relations([(f"{RELATIONS}/officeDocument", "xl/workbook.xml")])
    names = [f"{title[:25]} {n}" if sheets > 1 else title[:31] for n in numbers]
    yield (
        "xl/workbook.xml",
        (
            f'{HEAD}<workbook xmlns="{NAMESPACE}/spreadsheetml/2006/main" xmlns:r="{RELATIONS}"><sheets>'
            + "".join(
                f'<sheet name="{escape(NOT_IN_NAMES.sub(" ", name))}" sheetId="{n}" r:id="rId{n}"/>'
                for n, name in zip(numbers, names, strict=True)
            )
            + "</sheets></workbook>"
        ),
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(
            [*((f"{RELATIONS}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
             (f"{RELATIONS}/styles", "styles.xml")]
        ),
    )  # fmt: skip
    yield "xl/styles.xml", STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{NAMESPACE}/package/2006/relationships">{inner}</Relationships>'
