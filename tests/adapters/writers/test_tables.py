"""Tables for spreadsheets: they come back as they were, and nothing in them is carried out."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.adapters.writers.separated import separated
from dueto.adapters.writers.workbook import NOT_IN_XML, workbook

DAYS = st.dates(date(1900, 3, 1), date(2200, 1, 1))
texts = st.text("aé=+-@<&>\"'\n\r\t\x00\x07ñ漢😀 ,;1", max_size=12)
tables = st.lists(st.lists(st.one_of(texts, st.integers(-(10**9), 10**9)), min_size=2, max_size=2), max_size=6)


def in_workbook(data: bytes) -> list[list[object]]:
    """Return the cells of every sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return [list(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


@given(tables)
def test_a_workbook_comes_back_as_it_was(table: list[list[object]]) -> None:
    data = b"".join(workbook([["a", "b"], *table], title="Prospectos"))

    read = in_workbook(data)

    def plain(cell: object) -> object:
        text = NOT_IN_XML.sub("", cell).replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell
        return text or (None if text == "" else text)

    wanted = [[plain(cell) for cell in row] for row in [["a", "b"], *table]]
    assert [[plain(cell) for cell in row] for row in read] == wanted


@given(
    st.lists(
        DAYS | st.builds(datetime.combine, DAYS, st.times()),
        max_size=5,
    ),
    st.sampled_from(["America/Lima", "Europe/Madrid", "UTC"]),
)
def test_days_and_instants_are_days_and_instants_of_the_reader_in_a_workbook(
    moments: list[date | datetime], zone: str
) -> None:
    cells = [one.replace(tzinfo=ZoneInfo(zone)) if isinstance(one, datetime) else one for one in moments]

    read = in_workbook(b"".join(workbook([["a"], *([cell] for cell in cells)], title="x")))[1:]

    for wanted, [found] in zip(moments, read, strict=True):
        assert isinstance(found, datetime)
        at = wanted if isinstance(wanted, datetime) else datetime.combine(wanted, time())
        assert abs(found - at) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("cell", "text"), [("+51987000111", "+51987000111"), ("+51 987", "'+51 987"), ("+1+1", "'+1+1"), ("+123", "'+123")]
)
def test_the_number_of_a_phone_is_no_formula(cell: str, text: str) -> None:
    assert b"".join(separated([[cell]])).decode("utf-8-sig").strip() == text


@given(tables)
def test_csv_comes_back_as_it_was_but_for_formulas(table: list[list[object]]) -> None:
    data = b"".join(separated(table)).decode("utf-8-sig")

    read = list(csv.reader(io.StringIO(data, newline="")))

    wanted = [[str(cell).replace("\x00", "") for cell in row] for row in table]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in wanted
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+51 987", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|'/c calc'!A0", "＝1", "\n=2"]
)
def test_nothing_is_carried_out_as_a_formula(cell: str) -> None:
    assert next(csv.reader(io.StringIO(b"".join(separated([[cell]])).decode("utf-8-sig"), newline="")))[0][0] == "'"

    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(workbook([[cell]], title="x")))).active
    assert sheet is not None
    assert sheet["A1"].data_type in ("s", "inlineStr")


def test_excel_is_told_that_it_is_utf8() -> None:
    assert b"".join(separated([["ñandú"]])) == b"\xef\xbb\xbf\xc3\xb1and\xc3\xba\r\n"


def test_dates_and_nothing_are_written_so_that_they_sort() -> None:
    row = [None, date(2026, 6, 16), datetime(2026, 6, 16, 14, 30, tzinfo=UTC), 0, 1.5, -3]

    assert b"".join(separated([row])).decode("utf-8-sig") == ",2026-06-16,2026-06-16 14:30:00+00:00,0,1.5,-3\r\n"


def test_a_full_sheet_is_followed_by_another() -> None:
    rows = [["n"], *([number] for number in range(10))]

    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook(rows, title="[a/b]: *?'\"&<", most_rows=4))))

    assert [[cell[0] for cell in sheet.iter_rows(values_only=True)] for sheet in book.worksheets] == [
        ["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6, 7, 8], ["n", 9],
    ]  # fmt: skip


def test_a_large_table_needs_no_more_memory_than_a_small_one() -> None:
    def peak(many: int) -> int:
        tracemalloc.start()
        for piece in workbook((["x" * 50, number] for number in range(many)), title="x"):
            assert len(piece) < 500_000
        for piece in separated(["x" * 50, number] for number in range(many)):
            assert len(piece) < 500_000
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(8_000) < peak(1_000) + 200_000
