"""Workbooks: values as text, and every trick by which a small file becomes a big one."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dueto.adapters.readers.table import Limits, RefusedFile, RefusedRow, open_table


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(RefusedFile) as refused:
        list(open_table(path, limits=limits or Limits()))
    return str(refused.value.message)


def test_it_gives_dates_numbers_and_truths_as_text(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        People=[
            ["name", "on", "at", "hour", "phone", "share", "member", "text"],
            [
                "Ana",
                date(2024, 4, 30),
                datetime.fromisoformat("2024-04-30T17:05"),
                time(9, 30),
                51987654321.0,
                0.25,
                True,
                "00123",
            ],
        ],
    )

    (row,) = open_table(path)

    assert row.cells == ("Ana", "2024-04-30", "2024-04-30 17:05:00", "09:30:00", "51987654321", "0.25", "true", "00123")


def test_it_numbers_rows_as_the_spreadsheet_does_and_pads_short_ones(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", P=[["Our people"], [], ["name", "city", "note"], ["Ana", "Lima"], [], [None, None, "x"]]
    )

    table = open_table(path)

    assert [(row.number, row.cells) for row in table] == [(4, ("Ana", "Lima", "")), (6, ("", "", "x"))]
    assert table.form.header_row == 3


def test_it_takes_the_first_sheet_that_holds_anything_and_names_the_others(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", Empty=[], List=[["name", "city"], ["Ana", "Lima"]], Notes=[["x"]])

    table = open_table(path)

    assert table.form.sheet == "List"
    assert [str(note) for note in table.form.notes] == ["only the sheet List is read; the others are Notes"]


def test_it_refuses_a_row_that_is_too_wide(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", P=[["name", "city"], ["Ana", "Lima"], ["Eva", "Quito", "x"]])

    *_, last = open_table(path)

    assert isinstance(last, RefusedRow)
    assert last.number == 3


def test_a_workbook_of_empty_sheets(tmp_path: Path) -> None:
    assert refusal(book(tmp_path / "a.xlsx", A=[], B=[])) == (
        "every sheet of the workbook is empty; export the list again"
    )


def test_ten_thousand_columns(tmp_path: Path) -> None:
    wide = book(tmp_path / "a.xlsx", A=[[f"c{number}" for number in range(10_000)], ["x"]])

    assert refusal(wide) == "the file has 10000 columns, more than the 1000 allowed; export only those that you need"


def rewritten(path: Path, **parts: bytes) -> Path:
    """Write the workbook again with some of its parts replaced or added."""
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents |= {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rewritten(book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]]), xl__bomb_xml=bytes(60_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a part was opened"))

    assert refusal(path) == (
        "the workbook would grow to 60 MB when it is opened, so it is not; export the list as CSV (UTF-8)"
    )


def test_a_zip_bomb_of_modest_ratio_is_refused_by_its_size(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]])

    assert refusal(path, Limits(expanded=2_000)).endswith("so it is not; export the list as CSV (UTF-8)")


def test_a_directory_that_lies_about_sizes_is_found_out(tmp_path: Path) -> None:
    path = rewritten(book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]]), xl__bomb_xml=b" " * 3_000_000)
    content = path.read_bytes()
    size = (3_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1_000).to_bytes(4, "little")))

    assert refusal(path) == (
        "the workbook is damaged; open it in a spreadsheet and save it again as .xlsx or CSV (UTF-8)"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities_are_impossible(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    strings = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><sst>&e;</sst>'
    )
    path = rewritten(
        book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]]), xl__sharedStrings_xml=strings.encode(encoding)
    )

    assert "DOCTYPE" in refusal(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", "name,city\nAna,Lima\n")

    assert refusal(path) == (
        "this is a compressed file, not a workbook; unpack it and name the CSV or .xlsx file inside"
    )


@pytest.mark.parametrize("keep", [10, 300, 2_000])
def test_a_workbook_that_was_cut_off(tmp_path: Path, keep: int) -> None:
    path = book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]])
    path.write_bytes(path.read_bytes()[:keep])

    assert refusal(path).startswith("the workbook is damaged")


def test_a_workbook_with_broken_insides(tmp_path: Path) -> None:
    path = rewritten(
        book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]]), xl__worksheets__sheet1_xml=b"<worksheet><row"
    )

    assert refusal(path).startswith("the workbook is damaged")


def test_a_sheet_that_claims_endless_rows(tmp_path: Path) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
        b'<row r="900000000000"><c r="A900000000000" t="inlineStr"><is><t>c</t></is></c></row></sheetData></worksheet>'
    )
    path = rewritten(book(tmp_path / "a.xlsx", A=[["a", "b"], ["c", "d"]]), xl__worksheets__sheet1_xml=sheet)

    assert refusal(path) == "the sheet has more rows than a spreadsheet can hold; export it again"
