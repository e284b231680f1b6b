"""The mapping file: read back as it was written, and every mistake at once with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dueto.adapters.readers.mapping import Kind, Mapping, Outcome, SplitPhone
from dueto.adapters.readers.mapping_file import read_mapping, write_mapping
from dueto.adapters.yaml_document import RefusedDocument

WHOLE = Mapping(
    columns={"Correo": "email", "País": "country", "Total Time Spent on Website": "minutes_on_site"},
    person="Prospect ID",
    known_at="Creado",
    occurred_at="Visto",
    phones=(SplitPhone("phone", "Cod_tel", "Teléfono"),),
    country="NO",
    blank=("Select", "s/d"),
    date_order="day",
    decimals="comma",
    kinds={"Total Time Spent on Website": Kind.NUMBER},
    outcome=Outcome("Converted", ("1", "yes"), ("0", "no")),
    left_out={"Tags": "filled in after sales contact"},
)


def test_it_reads_what_it_wrote(tmp_path: Path) -> None:
    write_mapping(WHOLE, tmp_path / "mapping.yaml")

    assert read_mapping(tmp_path / "mapping.yaml") == WHOLE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.lists(
        st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f\x85\xa0"), min_size=1),
        min_size=1, max_size=6, unique=True,
    )
)  # fmt: skip
def test_any_header_can_be_mapped(tmp_path: Path, headers: list[str]) -> None:
    mapping = Mapping(columns={header: f"field_{number}" for number, header in enumerate(headers)}, blank=("s/d",))

    write_mapping(mapping, tmp_path / "mapping.yaml")

    assert read_mapping(tmp_path / "mapping.yaml") == mapping


def test_a_person_would_enjoy_editing_it(tmp_path: Path) -> None:
    write_mapping(WHOLE, tmp_path / "mapping.yaml")

    assert (tmp_path / "mapping.yaml").read_text(encoding="utf-8") == (
        "person: Prospect ID\n"
        "known_at: Creado\n"
        "occurred_at: Visto\n"
        "country: NO\n"
        "date_order: day\n"
        "decimals: comma\n"
        "blank: [Select, s/d]\n"
        "columns:\n"
        "  Correo: email\n"
        "  País: country\n"
        "  Total Time Spent on Website: {field: minutes_on_site, kind: number}\n"
        "phones:\n"
        "  - {field: phone, area: Cod_tel, number: Teléfono}\n"
        "outcome:\n"
        "  column: Converted\n"
        "  won: ['1', yes]\n"
        "  lost: ['0', no]\n"
        "left_out:\n"
        "  Tags: filled in after sales contact\n"
    )


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "contry: PE\n"
        "country: Marte\n"
        "date_order: dya\n"
        "columns:\n"
        "  Correo: E-mail\n"
        "  Otro: {field: visits, kind: nmber}\n"
        "  A: email\n"
        "  B: email\n"
        "  C: [x]\n"
        "phones: [{area: x}]\n"
        "outcome: {column: Converted}\n",
        encoding="utf-8",
    )

    with pytest.raises(RefusedDocument) as refused:
        read_mapping(path)

    assert [(problem.line, str(problem.says)) for problem in refused.value.problems] == [
        (1, "contry is not known here; did you mean country?"),
        (2, "Marte is not a country that is known; write its name or its ISO code"),
        (3, "dya is not one of day, month"),
        (5, "E-mail is not the name of a field; did you mean email?"),
        (6, "nmber is not one of text, number, date, list"),
        (8, "the field email is given to two columns; leave one out"),
        (9, "one word or text is expected here"),
        (9, "a column needs the name of a field, such as email or company"),
        (10, "a split phone needs two columns: area and number"),
        (11, "an outcome needs a column and the words that mean won"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "a mapping file begins with keys such as person, country and columns"),
        ("person: a\nperson: b\n", "the key person is written twice; it already stands on line 1"),
        ("person: &x a\n", "anchors are not allowed; write the value out"),
    ],
)
def test_a_file_that_is_no_mapping(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RefusedDocument) as refused:
        read_mapping(path)

    assert [str(problem.says) for problem in refused.value.problems] == [says]


def test_a_mapping_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RefusedDocument) as refused:
        read_mapping(tmp_path / "no.yaml")

    assert str(refused.value.problems[0].says).endswith("cannot be read as a text file in UTF-8; check its name")


def test_norway_is_a_country(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("country: NO\n", encoding="utf-8")

    assert read_mapping(path).country == "NO"
