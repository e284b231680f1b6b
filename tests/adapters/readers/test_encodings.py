"""The same museums in ten forms of file, each read as the same rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dueto.adapters.readers.table import RefusedRow, TableRow, open_table

FORMS = {
    "cp1252_semicolon_crlf.csv": "text in cp1252; cells separated by semicolon, headers in row 1",
    "excel_sep_line_cp1252.csv": "text in cp1252; cells separated by semicolon, headers in row 2",
    "macroman_comma_cr.csv": "text in mac_roman; cells separated by comma, headers in row 1",
    "mojibake_utf8_read_as_latin1.csv": "text in utf-8, repaired; cells separated by comma, headers in row 1",
    "museos.xlsx": "a workbook; sheet Museos, headers in row 1",
    "preamble_then_header.csv": "text in utf-8; cells separated by comma, headers in row 4",
    "utf16le_bom_tab_crlf.csv": "text in utf-16; cells separated by tab, headers in row 1",
    "utf8_bom_semicolon_crlf.csv": "text in utf-8-sig; cells separated by semicolon, headers in row 1",
    "utf8_nobom_comma_lf.csv": "text in utf-8; cells separated by comma, headers in row 1",
    "xlsx_renamed.csv": "a workbook; sheet Museos, headers in row 1",
}


@pytest.mark.data
@pytest.mark.parametrize("name", FORMS)
def test_it_reads_the_same_rows_from_every_form(name: str, data_dir: Path) -> None:
    folder = data_dir / "directories_es" / "encodings"
    expected = json.loads((folder / "expected_rows.json").read_text(encoding="utf-8"))

    table = open_table(folder / name)

    assert [dict(zip(table.headers, row.cells, strict=True)) for row in table] == expected
    assert str(table.form.describe()) == FORMS[name]


@pytest.mark.data
def test_it_knows_every_form_in_the_folder(data_dir: Path) -> None:
    folder = data_dir / "directories_es" / "encodings"

    assert {path.name for path in folder.iterdir()} - {"expected_rows.json"} == set(FORMS)


@pytest.mark.data
def test_it_says_that_text_was_repaired_and_that_a_workbook_was_renamed(data_dir: Path) -> None:
    folder = data_dir / "directories_es" / "encodings"

    repaired = open_table(folder / "mojibake_utf8_read_as_latin1.csv").form.notes
    renamed = open_table(folder / "xlsx_renamed.csv").form.notes

    assert [str(note) for note in repaired] == [
        "the text had been read in a wrong encoding once and was repaired; look at some names"
    ]
    assert [str(note) for note in renamed] == ["the file is a workbook, though its name ends in .csv"]


@pytest.mark.data
def test_it_reads_madrids_raw_file(data_dir: Path) -> None:
    table = open_table(data_dir / "directories_es" / "madrid_museos_latin1.csv")

    rows = list(table)

    assert len(rows) == 67
    assert all(isinstance(row, TableRow) for row in rows)
    assert table.form.header_row == 5
    assert table.headers[:2] == ("PK", "NOMBRE")
    assert table.headers[-1] == "TIPO"
    assert "mi güertecillo y estudio" in rows[0].cells[2]


@pytest.mark.data
def test_no_file_of_the_real_data_loses_a_row(data_dir: Path) -> None:
    refused = {
        path.name: [row for row in open_table(path) if isinstance(row, RefusedRow)] for path in data_dir.rglob("*.csv")
    }

    assert {name: rows for name, rows in refused.items() if rows} == {}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32"), ("cp1252", "cp1252"), ("mac_roman", "mac_roman"),
     ("cp850", "cp850"), ("latin-1", "cp1252")],
)  # fmt: skip
def test_it_finds_an_accent_that_stands_only_at_the_end(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "late.csv"
    plain = "".join(f"{number};Ana\n" for number in range(40_000))
    path.write_bytes(f"id;nombre\n{plain}x;Ñandú Pérez Peña\n".encode(encoding))

    table = open_table(path)

    *_, last = table
    assert last.cells == ("x", "Ñandú Pérez Peña")
    assert table.form.encoding == name
