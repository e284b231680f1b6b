"""Files that nobody should send: each is refused with place and cure, or read without harm; nothing is half written."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import Dueto, rows_of, write_rows
from tests.cli.qualify.conftest import HEADERS, Qualify
from tests.cli.qualify.report.parsed import parsed

Writer = Callable[[Path], Any]


def bomb(path: Path) -> None:
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"a" * 1_000_000 + b"</t></is></c></row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                book.writestr(name, content)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(300):
                sheet.write(row)
            sheet.write(b"</sheetData></worksheet>")


def text(content: str, encoding: str = "utf-8") -> Writer:
    return lambda path: path.write_text(content, encoding=encoding)


def binary(content: bytes) -> Writer:
    return lambda path: path.write_bytes(content)


REFUSED: dict[str, tuple[str, Writer, str]] = {
    "empty": ("a.csv", text(""), "is empty; export the list again"),
    "blank": ("a.csv", text("\n" * 1_000_000), "a.csv was refused"),
    "header only": ("a.csv", text("id,company,country\n"), "headers in row 1 but no rows below them"),
    "no header": ("a.csv", text("1,ana@a.example,Perú\n2,eva@b.example,Chile\n"), "a.csv was refused"),
    "ten thousand columns": (
        "a.csv", text(",".join(f"column {n}" for n in range(10_000)) + "\n" + "x," * 9_999 + "x\n"), "columns"
    ),
    "strange": ("a.csv", text("qux,quux\n1,2\n3,4\n"), "none of its columns is understood: qux, quux; say with --map"),
    "an agreement": ("a.yaml", text("agreement: A\nversion: 1\n"), "none of its columns is understood"),
    "junk": ("a.csv", binary(bytes(range(256)) * 400), "a.csv was refused"),
    "picture": ("a.csv", binary(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "a.csv was refused"),
    "zip bomb": ("a.xlsx", bomb, "a.xlsx was refused"),
    "no workbook": ("a.xlsx", binary(b"PK\x03\x04" + b"\0" * 400), "a.xlsx was refused"),
    "folder": ("folder", lambda path: path.mkdir(), "folder was refused"),
    "absent": ("absent.csv", lambda path: None, "absent.csv"),
    "endless": ("/dev/zero", lambda path: None, "/dev/zero was refused"),
    "name too long": ("x" * 300, lambda path: None, "x" * 300),
    "broken link": ("link.csv", lambda path: path.symlink_to("nowhere"), "link.csv"),
    "NUL in the header": ("a.csv", text("id,com\0pany\na1,x\n"), ""),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("what", REFUSED)
def test_it_refuses_with_a_sentence(what: str, language: str, dueto: Dueto, small: Path, in_folder: Path) -> None:
    name, write, said = REFUSED[what]
    write(in_folder / name)
    answer = dueto("qualify", name, "--agreement", small, "--out", "out", "--lang", language)

    if what != "NUL in the header" or answer.code:
        assert (answer.code, answer.out) == (1, ""), answer
        assert not (in_folder / "out").exists()
    assert "Traceback" not in answer.err
    if language == "en":
        assert said in answer.err
    else:
        assert "refused" not in answer.err.replace("refused.csv", "")


MAPPINGS = {
    "broken": ("columns: [", "is not valid YAML"),
    "double": ("columns: {company: company, company: role}", "the key company is written twice"),
    "two columns, one field": (
        "columns: {company: company, role: company}",
        "the field company is given to two columns",
    ),
    "strange column": ("columns: {compani: company}", "did you mean company?"),
    "strange key": ("colums: {company: company}", "did you mean columns?"),
    "strange field": ("columns: {company: Company Name}", "is not the name of a field"),
    "anchor": ("columns: &a {company: company}", "anchors are not allowed"),
    "NO": ("columns: {company: company}\ncountry: NOPE", "is not a country that is known"),
    "too large": ("blank: [" + "x, " * 500_000 + "]", "is larger than 1 MB"),
    "deep": ("columns: " + "[" * 1000, "deeper than 32 levels"),
    "junk": ("\0\1\2", "is not valid YAML"),
}


@pytest.mark.parametrize("what", MAPPINGS)
def test_a_mapping_that_is_wrong_is_refused_with_its_line(
    what: str, qualify: Qualify, leads: Path, tmp_path: Path
) -> None:
    content, said = MAPPINGS[what]
    file = tmp_path / "map.yaml"
    file.write_text(content, encoding="utf-8")
    answer = qualify(leads, "--map", file, "--out", tmp_path / "out")

    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["absent.yaml", ".", "/dev/zero"])
def test_a_mapping_that_is_no_file_is_refused(name: str, qualify: Qualify, leads: Path, in_folder: Path) -> None:
    answer = qualify(leads, "--map", name)

    assert (answer.code, answer.err) == (1, f"{name} is not a file that can be read\n")


def test_norway_is_a_country_in_a_mapping(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", ("company", "sites"), ("Nordlys", 7), ("Fjord", 1))
    (tmp_path / "map.yaml").write_text("country: NO\ncolumns: {company: company, sites: sites}\n")

    assert qualify(file, "--map", tmp_path / "map.yaml").counts["qualified"] == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "latin-1"])
def test_any_encoding_is_read(encoding: str, qualify: Qualify, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,company,country\na1,Compañía Ñandú,Perú\na2,Peñón,México\n", encoding=encoding)
    answer = qualify(file, "--out", tmp_path / "out")

    assert answer.counts["judged"] == 2
    assert "Compañía Ñandú" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_a_cell_of_five_megabytes_costs_its_row_only(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", HEADERS, ("a1", "x" * 5_000_000, "PE", 1, ""), ("a2", "B", "PE", 9, ""))
    answer = qualify(file, "--out", tmp_path / "out")

    assert answer.code == 0
    assert (answer.counts["read"], answer.counts["qualified"]) == (2, 1)
    assert sum(path.stat().st_size for path in (tmp_path / "out").iterdir()) < 2_000_000
    assert all(len(row["content"]) < 1000 for row in rows_of(tmp_path / "out" / "refused.csv"))


def test_a_year_that_cannot_be_meant_is_dropped_with_its_reason(qualify: Qualify, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", ("id", "company", "sites", "created"), ("a1", "A", "NaN", "0000-01-01"),
                      ("a2", "B", "-1e999", "2026-05-05"), ("a3", "C", "7", "9999-12-31"))  # fmt: skip
    (tmp_path / "map.yaml").write_text("person: id\nknown_at: created\ncolumns: {company: company, sites: sites}\n")
    answer = qualify(file, "--map", tmp_path / "map.yaml", "--out", tmp_path / "out")

    assert answer.counts["judged"] == 3
    dropped = {(row["row"], row["field"]) for row in rows_of(tmp_path / "out" / "dropped_cells.csv")}
    assert {("2", "known_at"), ("3", "sites"), ("4", "known_at")} <= dropped


HOSTILE = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "{{ 7*7 }}", "{}",
    "{0}", "\u202eevitcele\u202c", "مرحبا بالعالم", "שלום", "nul\0nul", "👩‍👩‍👧‍👦 🇵🇪", "x" * 10_000, "a\u0301" * 200,
    "%s %n", "\\u003c", "]]>",
    "\x1b[31mred\x1b[0m", "[bold]x[/bold]", "'; drop table people; --", "\ufeff", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_hostile_text_in_every_column_does_no_harm(form: str, dueto: Dueto, small: Path, tmp_path: Path) -> None:
    headers = ("id", "full_name", "company", "email", "phone", "role", "country", "sites", "source", "sector")
    rows = [[f"{n} {words}", *[words] * 9] for n, words in enumerate(HOSTILE)]
    file = write_rows(tmp_path / "<b>leads.csv", headers, *rows, ("ok", "Ana", "A", "", "", "", "PE", "7", "fair", ""))
    mapping = tmp_path / "map.yaml"
    mapping.write_text("person: id\ncolumns: {" + ", ".join(f"{name}: {name}" for name in headers[1:]) + "}\n")
    answer = dueto("qualify", file, "--agreement", small, "--map", mapping, "--out", tmp_path / "out", "--format", form)

    assert answer.code == 0, answer.err
    html = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<svg onload" not in html
    assert "<b>leads" not in html
    assert "\0" not in html
    assert "{{ 7*7 }}" in html
    assert parsed(html).all("table")
    if form == "table":
        assert "\x1b[31m" not in answer.out
