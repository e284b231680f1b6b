"""What users of other products suffer from when they bring lists in: field cases 8 and 12, and bad input."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytest_django import Settings

from dueto.apps.base.models import Card, Fact, Person, PersonalValue
from dueto.apps.imports import actions
from dueto.apps.imports.actions import UnableToImport
from dueto.apps.imports.files import folder
from dueto.apps.imports.models import RefusedRow
from dueto.apps.imports.queries import refused_rows
from tests.apps.imports.lists import begin, bring, check, csv_of, fields_at, rows, undo
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
PEOPLE = 10_000 if os.environ.get("DUETO_SOAK") else 1_000
NAMES = "Nombre y apellidos;Correo;Teléfono;País;Fecha de alta;Sedes"


def test_case_8_one_bad_row_in_ten_thousand(cast: Cast) -> None:
    lines = [f"Ana Ríos {n},ana{n}@frio{n % 97}.example" for n in range(PEOPLE)]
    lines[471] = "s/d,s/d"
    content = "\n".join(["Nombre,Correo", *lines, ""])
    before = rows()

    came = bring(content)
    assert (came.state, came.counts["new"], came.counts["refused"]) == ("done", PEOPLE - 1, 1)
    [(number, field, reason, _)] = list(refused_rows(came.pk))
    assert (number, field) == (473, "")
    assert "mapped columns" in str(reason)
    once = rows()

    again = bring(content)
    assert (again.counts["same"], again.counts.get("new", 0)) == (PEOPLE - 1, 0)
    assert rows() == once

    undo(again.pk)
    assert rows() == once
    undone = undo(came.pk)
    assert (undone.state, undone.counts["gone"]) == ("undone", PEOPLE - 1)
    assert rows() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "mac-roman"])
def test_case_12_accents_two_surnames_and_phones_of_six_countries(cast: Cast, encoding: str) -> None:
    people = [
        ("María José Ñahui de la Cruz", "m@a.example", "987 654 321", "Perú", "03/04/2026", "1,200"),
        ("Íñigo Peña Güell", "i@b.example", "600 123 456", "España", "15/04/2026", "3"),
        ("José Luis Muñoz Ibáñez", "j@c.example", "55 1234 5678", "México", "16/04/2026", "4"),
        ("Ángela Niño Ordóñez", "a@d.example", "310 123 4567", "Colombia", "17/04/2026", "5"),
        ("Begoña Núñez", "b@e.example", "9 1234 5678", "Chile", "18/04/2026", "6"),
        ("Agustín Yáñez", "g@f.example", "11 2345-6789", "Argentina", "19/04/2026", "7"),
    ]
    content = "\r\n".join([NAMES, *(";".join(one) for one in people), ""]).encode(encoding)

    came = bring(content)
    assert came.counts["new"] == 6, list(refused_rows(came.pk))
    cards = {card.email: card for card in Card.objects.all()}
    assert [cards[mail].full_name for _, mail, *_ in people] == [name for name, *_ in people]
    assert [cards[mail].phone for _, mail, *_ in people] == [
        "+51987654321", "+34600123456", "+525512345678", "+573101234567", "+56912345678", "+541123456789",
    ]  # fmt: skip
    fact = Fact.objects.get(field="sites", identity__person=cards["m@a.example"].person)
    assert (fact.value, fact.known_at.date().isoformat()) == ("1200", "2026-04-03")


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("Nombre;Apellidos;Empresa", "María José;Ñahui de la Cruz;Frío"),
        ("Nombres;Apellido paterno;Apellido materno;Empresa", "María José;Ñahui;de la Cruz;Frío"),
        ("PATERNO;MATERNO;NOMBRES;Empresa", "ÑAHUI;DE LA CRUZ;MARÍA JOSÉ;Frío"),
        ("Name;Surname;Company", "María José;Ñahui de la Cruz;Frío"),
    ],
)
def test_case_12_surnames_in_columns_of_their_own(cast: Cast, header: str, first: str, encoding: str) -> None:
    bring(f"{header}\r\n{first}\r\n".encode(encoding))
    assert Card.objects.get().full_name == "María José Ñahui de la Cruz"


def test_case_12_a_workbook_with_real_dates(cast: Cast, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nombre", "Correo", "Fecha de alta"])
    sheet.append(["Begoña Núñez", "b@e.example", AT.replace(tzinfo=None, hour=0, minute=0)])
    book.save(tmp_path / "feria.xlsx")

    bring(tmp_path / "feria.xlsx")
    assert Fact.objects.filter(field="email").get().known_at.date() == AT.date()


FORMS = (
    "utf8_bom_semicolon_crlf.csv", "excel_sep_line_cp1252.csv", "macroman_comma_cr.csv", "xlsx_renamed.csv",
    "mojibake_utf8_read_as_latin1.csv", "preamble_then_header.csv", "utf16le_bom_tab_crlf.csv",
)  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_one_list_gives_the_same_people(cast: Cast, data_dir: Path, name: str) -> None:
    source = data_dir / "directories_es" / "encodings"
    expected = json.loads((source / "expected_rows.json").read_text(encoding="utf-8"))
    came = bring(source / name)
    assert came.counts["read"] == len(expected["rows"] if isinstance(expected, dict) else expected)
    assert came.counts.get("refused", 0) == 0
    assert any("ñ" in value or "ó" in value for value in PersonalValue.objects.values_list("value", flat=True)) or any(
        "ñ" in written or "ó" in written for written in Fact.objects.values_list("written", flat=True)
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "PNG"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04broken", "workbook"),
        (b'{"a": 1}', "JSON"),
        (b"<html><table></table></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
    ],
)
def test_what_is_no_list_is_refused_with_the_cure_and_not_kept(
    cast: Cast, tmp_path: Path, settings: Settings, content: bytes, says: str
) -> None:
    settings.HOME = tmp_path
    with pytest.raises(UnableToImport) as refused:
        actions.begin(pieces=[content], name="lista.csv", fields=fields_at(AT), by=None, at=AT)
    assert says in str(refused.value)
    assert not any(folder().iterdir())


def test_too_large_a_file_is_refused_while_it_comes(cast: Cast) -> None:
    piece = b"x" * 1_000_000
    with pytest.raises(UnableToImport) as refused:
        actions.begin(pieces=(piece for _ in range(60)), name="x.csv", fields=fields_at(AT), by=None, at=AT)
    assert "50 MB" in str(refused.value)


def test_hostile_cells_cost_a_cell_and_never_the_list(cast: Cast) -> None:
    script, long = "<script>alert(1)</script>", "x" * 5_000
    came = bring(
        csv_of(
            [
                (script, "a@a.example", "", script, script, "PE", "", script),
                ("Ana", "b@b.example", "", "Río\x01 Seco", "=HYPERLINK(1)", "PE", "", "\u202eright to left"),
                ("Luz", "d@d.example", "", "Río\x00 Seco", "", "PE", "", ""),
                ("Eva", "c@c.example", "9" * 3_000, "Frío", long, "PE", "1e999", ""),
            ]
        )
    )
    assert (came.counts["new"], came.counts["refused"]) == (3, 1)
    assert Card.objects.get(email="a@a.example").company == script
    assert Card.objects.get(email="b@b.example").company == "Río Seco"
    assert not Fact.objects.filter(written__contains="\u202e").exists()
    assert {row.field for row in RefusedRow.objects.all()} >= {"full_name", "phone", "role", "sites"}


def test_a_trial_tells_beforehand_and_writes_nothing(cast: Cast) -> None:
    bring(csv_of([("Ana Ríos", "ana@frio.example", "", "Frío", "Calidad", "PE", "3", "retail")]))
    before = rows()
    tried = check(
        begin(
            csv_of(
                [
                    ("Ana Ríos", "ana@frio.example", "", "Frío", "Calidad", "PE", "4", "retail"),
                    ("Eva Gil", "eva@frio.example", "", "Frío", "Calidad", "PE", "4", "retail"),
                    ("Eva Gil", "eva@frio.example", "", "Frío", "Calidad", "PE", "4", "retail"),
                    ("s/d",) * 8,
                ]
            )
        )
    )
    assert tried.checked == {
        "read": 4, "by_email": 1, "changed": 1, "new": 1, "twice": 1, "refused": 1, "acts": 0,
    }  # fmt: skip
    assert (tried.state, tried.total) == ("checked", 4)
    assert rows() == before
    assert Person.objects.count() == 1
