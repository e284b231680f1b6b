"""Bad input: each case a sentence with its place and its cure, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from dueto.adapters.readers.table import RefusedFile, RefusedRow, TableRow, open_table


def refusal(path: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        open_table(path)
    return str(refused.value.message)


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.csv") == f"there is no file {tmp_path / 'no.csv'}; check the name and the folder"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder; name the file inside it"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "{path} is empty; export the list again"),
        (b"\n \r\n", "{path} is empty; export the list again"),
        (b"\xef\xbb\xbf\n", "the file has no rows; export the list again"),
        (b"name,email,city\n", "the file has headers in row 1 but no rows below them; export it again"),
        (b"ana@a.pe,Ana\neva@a.pe,Eva\n",
         "row 1 should name the columns, but holds data (ana@a.pe); write a first row with their names"),
        (b"Ana,+51 987 654 321\nEva,+51 987 654 322\n",
         "row 1 should name the columns, but holds data (+51 987 654 321); write a first row with their names"),
        (b"1,2,3\n4,5,6\n", "row 1 should name the columns, but holds numbers; write a first row with their names"),
        (b"Ana,2024-01-05,Lima\nEva,2024-01-06,Lima\n",
         "row 1 should name the columns, but holds data (2024-01-05); write a first row with their names"),
        (bytes(range(256)) * 40,
         "this is not text but binary data; export the list again as CSV (UTF-8) or as an Excel workbook"),
        (b"%PDF-1.7 ...", "this is a PDF file, not a table; export the list as CSV (UTF-8) or .xlsx"),
        (b"\x1f\x8b\x08...", "this is a gzip file, not a table; export the list as CSV (UTF-8) or .xlsx"),
        (b"<html><table><tr><td>Ana", "this is a web page saved under another name; open it in a spreadsheet and save "
         "it as .xlsx or CSV"),
        (b'[{"name": "Ana"}]', "this is JSON, not a table; export the list as CSV (UTF-8) or .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
         "this is a workbook of an old kind (.xls); open it and save it as .xlsx or as CSV (UTF-8)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
         "the workbook is protected by a password; open it, remove the password and save it again"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_of_people(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    assert refusal(path) == says.format(path=path)


@pytest.mark.parametrize("columns", [1_001, 10_000, 60_000])
def test_thousands_of_columns(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{number}" for number in range(columns)) + "\n" + "," * (columns - 1) + "\n")

    assert refusal(path) == (
        f"the file has {columns} columns, more than the 1000 allowed; export only those that you need"
    )


def rows_of(tmp_path: Path, content: bytes) -> list[tuple[int, str]]:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    return [(row.number, str(row.reason) if isinstance(row, RefusedRow) else row.cells[0]) for row in open_table(path)]


def test_ragged_rows_are_refused_and_the_others_read(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"name,email\nAna,a@a.pe\nEva,e@a.pe,x\nIda\nUma,u@a.pe\n") == [
        (2, "Ana"),
        (3, "the row has 3 cells and the header row 2; put cells with a separator or line break in quotes"),
        (4, "the row has 1 cells and the header row 2; put cells with a separator or line break in quotes"),
        (5, "Uma"),
    ]


def test_five_megabytes_in_one_cell(tmp_path: Path) -> None:
    big = b"x" * 5_000_000

    assert rows_of(tmp_path, b"name,note\nAna,a\nEva," + big + b"\nIda,b\n") == [
        (2, "Ana"),
        (3, "a cell is longer than 1000000 characters; shorten it"),
        (4, "Ida"),
    ]


def test_five_megabytes_with_line_breaks_in_one_quoted_cell(tmp_path: Path) -> None:
    big = b"some words\n" * 500_000

    assert rows_of(tmp_path, b'name,note\nAna,a\nEva,"' + big + b'"\nIda,b\n') == [
        (2, "Ana"),
        (3, "a cell is longer than 1000000 characters; shorten it"),
        (4, "Ida"),
    ]


def test_a_quoted_cell_longer_than_any_record(tmp_path: Path) -> None:
    big = b"some more words and many of them in every line of the text\n" * 150_000

    assert rows_of(tmp_path, b'name,note\nAna,a\nEva,"' + big + b'"\nIda,b\n')[1:] == [
        (3, "a cell is longer than 1000000 characters; shorten it"),
        (4, "Ida"),
    ]


def test_a_line_that_never_ends(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"name,note\nAna,a\nEva," + b"y" * 20_000_000 + b"\nIda,b\n") == [
        (2, "Ana"),
        (3, "a cell is longer than 1000000 characters; shorten it"),
        (4, "Ida"),
    ]


def test_a_quote_that_is_never_closed_costs_only_its_row(tmp_path: Path) -> None:
    rows = b"".join(b"Ida %d,x\n" % number for number in range(30_000))

    found = rows_of(tmp_path, b'name,note\nAna,a\nEva,"oops\n' + rows)

    assert found[:3] == [
        (2, "Ana"),
        (3, "a quotation mark is opened and never closed; close it or write it twice"),
        (4, "Ida 0"),
    ]
    assert len(found) == 30_002


def test_a_quote_left_open_until_another_one_costs_only_its_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b'name,note\nAna,a\nEva,"oops\nIda,x\nUma,"fine"\nZoe,z\n') == [
        (2, "Ana"),
        (3, "a quotation mark is opened and never closed; close it or write it twice"),
        (4, "Ida"),
        (5, "Uma"),
        (6, "Zoe"),
    ]


def test_quotes_inside_a_quoted_cell_are_forgiven(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b'name,note\nEva,"says "hi" and goes"\nIda,x\n') == [(2, "Eva"), (3, "Ida")]


def test_a_nul_character(tmp_path: Path) -> None:
    assert rows_of(tmp_path, b"name,note\nAna,a\nE\0va,b\nIda,c\n") == [
        (2, "Ana"),
        (3, "the row holds a NUL character, so the file was damaged; export it again"),
        (4, "Ida"),
    ]


def test_bytes_that_do_not_belong_to_the_encoding(tmp_path: Path) -> None:
    content = "name,city\nRocío,Bogotá\nÁlvaro,México\n".encode() + "Tomás,Lima\n".encode("cp1252")

    assert rows_of(tmp_path, content) == [
        (2, "Rocío"),
        (3, "Álvaro"),
        (4, "the row holds bytes that are not utf-8; save the file as UTF-8 and export it again"),
    ]


def test_a_byte_that_no_encoding_has(tmp_path: Path) -> None:
    content = "name,city\nRocío,Bogotá\nÁlvaro,México\nTomás,Córdoba\n".encode("cp1252") + b"Ana\x81,Lima\n"

    assert rows_of(tmp_path, content)[-2:] == [
        (4, "Tomás"),
        (5, "the row holds bytes that are not cp1252; save the file as UTF-8 and export it again"),
    ]


def test_a_refused_row_shows_only_the_beginning_of_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"name,note\nAna," + b"x" * 5_000_000 + b"\nEva,b\n")

    refused, read = open_table(path)

    assert isinstance(refused, RefusedRow)
    assert isinstance(read, TableRow)
    assert sum(map(len, refused.cells)) < 1_000
