"""Rows as people: what is cleaned, what is dropped, what is refused."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dueto.adapters.readers.mapping import Kind, Mapping, Outcome, SplitPhone
from dueto.adapters.readers.people import People, PersonRow, read_people
from dueto.adapters.readers.rows import RefusedFile, RefusedRow

LIMA = ZoneInfo("America/Lima")


def people_of(
    tmp_path: Path, rows: list[list[str]], mapping: Mapping, *, country: str | None = None, zone: ZoneInfo = LIMA
) -> People:
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return read_people(path, mapping=mapping, default_country=country, zone=zone)


def told(people: People) -> list[tuple[int, str]]:
    return [(row.number, row.person if isinstance(row, PersonRow) else str(row.reason)) for row in people]


def test_it_cleans_each_field(tmp_path: Path) -> None:
    headers = ["id", "first", "last", "mail", "tel", "firm", "country", "staff", "topics", "ruc", "seen", "page"]
    row = [
        " R1 ", "Rocío", "Tello", "Rocío <ROCIO@PuntaBrava.example>", "987 654 321 / 444", ' "Punta  Brava S.A.C." ',
        "Perú", "1,200", "frío; merma | frío", "20100070970", "15/04/2021 18:30", "puntabrava.example",
    ]  # fmt: skip
    mapping = Mapping(
        columns={
            "first": "first_name", "last": "last_name", "mail": "email", "tel": "phone", "firm": "company",
            "country": "country", "staff": "employees", "topics": "interests", "ruc": "tax_id", "page": "website",
        },
        person="id",
        known_at="seen",
    )  # fmt: skip

    (person,) = people_of(tmp_path, [headers, row], mapping)

    assert person == PersonRow(
        number=2,
        person="R1",
        values={
            "country": "PE", "first_name": "Rocío", "last_name": "Tello", "email": "rocio@puntabrava.example",
            "phone": "+51987654321", "company": "Punta Brava S.A.C.", "employees": "1200", "interests": "frío;merma",
            "tax_id": "20100070970", "website": "puntabrava.example", "full_name": "Rocío Tello",
        },
        known_at=datetime(2021, 4, 15, 23, 30, tzinfo=UTC),
        outcome=None,
    )  # fmt: skip


def test_a_bad_cell_is_dropped_and_told_while_its_row_stays(tmp_path: Path) -> None:
    mapping = Mapping(
        columns={
            "mail": "email",
            "tel": "phone",
            "size": "employees",
            "land": "country",
            "visits": "visits",
            "due": "due",
        },
        kinds={"visits": Kind.NUMBER, "due": Kind.DATE},
        known_at="seen",
    )
    rows = [
        ["mail", "tel", "size", "land", "visits", "due", "seen"],
        ["nobody", "12", "11-50", "Marte", "Infinity", "0000-00-00", "31/02/2024"],
    ]

    (person,) = people_of(tmp_path, rows, mapping, country="PE")

    assert person.values == {}
    assert person.known_at is None
    assert {(problem.where(), problem.line, problem.value, str(problem.says)) for problem in person.problems} == {
        ("email", 2, "nobody", "a mail address needs an @"),
        ("phone", 2, "12", "this phone is too short"),
        ("employees", 2, "11-50", "this is a range, not a number; map the column as text"),
        ("country", 2, "Marte", "Marte is not a country that is known; write its name or its ISO code"),
        ("visits", 2, "Infinity", "this is not a number that can be used"),
        ("due", 2, "0000-00-00", "the year 0 cannot be meant"),
        ("known_at", 2, "31/02/2024", "there is no such date"),
    }


def test_rows_without_anything_are_refused(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name", "mail": "email"}, person="id")
    rows = [
        ["id", "name", "mail", "note"],
        ["1", "Ana", "", ""],
        ["", " ", "", ""],
        ["", "", "s/d", "x"],
        ["2", "", "", ""],
    ]

    assert told(people_of(tmp_path, rows, mapping)) == [
        (2, "1"),
        (3, "the row is blank"),
        (4, "none of the mapped columns holds anything in this row"),
        (5, "2"),
    ]


def test_a_repeated_person_is_refused(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name"}, person="id")
    rows = [["id", "name"], ["1", "Ana"], ["1", "Eva"], ["", "Ida"], ["", "Uma"]]

    assert told(people_of(tmp_path, rows, mapping)) == [
        (2, "1"),
        (3, "the person 1 already stands in an earlier row; keep one of them"),
        (4, "row-4"),
        (5, "row-5"),
    ]


def test_ragged_rows_pass_through_with_their_reason(tmp_path: Path) -> None:
    rows = list(people_of(tmp_path, [["id", "name"], ["1", "Ana", "x"]], Mapping(columns={"name": "full_name"})))

    assert isinstance(rows[0], RefusedRow)
    assert rows[0].cells == ("1", "Ana", "x")


def test_the_country_of_the_whole_file_fills_only_what_is_unsaid(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name", "land": "country", "tel": "phone"}, country="CL")
    rows = [["name", "land", "tel"], ["Ana", "", "9 8765 4321"], ["Eva", "Perú", "987654321"], ["Ida", "Marte", ""]]

    people = list(people_of(tmp_path, rows, mapping))

    assert [person.values.get("country") for person in people] == ["CL", "PE", None]
    assert [person.values.get("phone") for person in people] == ["+56987654321", "+51987654321", None]


def test_norway_is_a_country_and_no_is_an_answer(tmp_path: Path) -> None:
    mapping = Mapping(columns={"land": "country", "consent": "consent", "mail": "email"})

    (person,) = people_of(tmp_path, [["land", "consent", "mail"], ["NO", "no", "no"]], mapping)

    assert person.values == {"country": "NO", "consent": "no"}


@pytest.mark.parametrize(
    ("dates", "expected", "notes"),
    [
        (["01/02/2024", "13/02/2024"], ["2024-02-01", "2024-02-13"], []),
        (["01/02/2024", "02/13/2024"], ["2024-01-02", "2024-02-13"], []),
        (["01/02/2024"], ["2024-02-01"],
         ["dates under due, such as 01/02/2024, may begin with the day or the month; the day was taken; "
          "set date_order in the mapping"]),
        (["13/02/2024", "14/02/2024", "02/13/2024"], ["2024-02-13", "2024-02-14", None],
         ["dates under due begin with the day in 2 rows, with the month in 1; the day was taken"]),
    ],
)  # fmt: skip
def test_the_whole_column_decides_whether_day_or_month_comes_first(
    tmp_path: Path, dates: list[str], expected: list[str | None], notes: list[str]
) -> None:
    mapping = Mapping(columns={"due": "due", "name": "full_name"}, kinds={"due": Kind.DATE})

    people = people_of(tmp_path, [["name", "due"], *[["Ana", value] for value in dates]], mapping)

    assert [person.values.get("due") for person in people] == expected
    assert [str(note) for note in people.notes] == notes


def test_a_file_for_the_united_states_begins_with_the_month_unless_it_proves_otherwise(tmp_path: Path) -> None:
    mapping = Mapping(columns={"due": "due"}, kinds={"due": Kind.DATE}, country="US")

    (person,) = people_of(tmp_path, [["due", "x"], ["01/02/2024", ""]], mapping)

    assert person.values["due"] == "2024-01-02"


def test_the_whole_column_decides_the_decimal_sign(tmp_path: Path) -> None:
    mapping = Mapping(columns={"a": "revenue", "b": "share", "c": "employees"}, kinds={"b": Kind.NUMBER})
    rows = [["a", "b", "c"], ["1.200", "1,250", "1.500"], ["22.700,00", "2,500", "12"]]

    people = people_of(tmp_path, rows, mapping)

    assert [person.values for person in people] == [
        {"revenue": "1200", "employees": "1500"}, {"revenue": "22700", "employees": "12"},
    ]  # fmt: skip
    assert [str(note) for note in people.notes] == [
        "numbers under b, such as 1,250, may be whole or fractions and were left out; set decimals in the mapping"
    ]


def test_split_phones_are_joined(tmp_path: Path) -> None:
    mapping = Mapping(columns={}, phones=(SplitPhone("phone", "area", "number"),), person="id")
    rows = [["id", "area", "number"], ["1", "11", "45010078"], ["2", "s/d", "s/d"], ["3", "0385", "4273254"]]

    people = people_of(tmp_path, rows, mapping, country="AR")

    assert [person.values.get("phone") for person in people] == ["+541145010078", None, "+543854273254"]


def test_outcomes_are_words_of_the_mapping(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name"}, outcome=Outcome("end", ("GANADA", "1"), ("Perdida",)))
    rows = [["name", "end"], ["Ana", "ganada"], ["Eva", "PERDIDA "], ["Ida", "abierta"], ["Uma", ""], ["Zoe", "1"]]

    assert [person.outcome for person in people_of(tmp_path, rows, mapping)] == ["won", "lost", None, None, "won"]


def test_a_day_without_an_hour_begins_at_midnight_of_the_zone(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name"}, known_at="seen", occurred_at="met")
    rows = [["name", "seen", "met"], ["Ana", "2024-04-30", "2024-04-30T10:00:00+02:00"]]

    (person,) = people_of(tmp_path, rows, mapping)

    assert person.known_at == datetime(2024, 4, 30, 5, tzinfo=UTC)
    assert person.occurred_at == datetime(2024, 4, 30, 8, tzinfo=UTC)


def test_a_formula_in_a_name_stays_text(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name"})

    (person,) = people_of(tmp_path, [["name", "x"], ['=HYPERLINK("x")', ""]], mapping)

    assert person.values["full_name"].startswith("=")


def test_a_mapping_that_does_not_fit_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile) as refused:
        people_of(tmp_path, [["name", "mail"], ["Ana", "x"]], Mapping(columns={"mial": "email"}))

    assert str(refused.value.message) == (
        "the mapping names columns that the file does not have: mial; did you mean mail?"
    )


def test_a_cell_too_long_for_its_field_is_dropped_but_free_text_is_kept(tmp_path: Path) -> None:
    mapping = Mapping(columns={"name": "full_name", "mail": "email", "need": "need"}, known_at="seen")
    long = "x" * 100_000
    rows = [["name", "mail", "need", "seen"], [long, f"{long}@a.example", long, long]]

    (person,) = people_of(tmp_path, rows, mapping)

    assert person.values == {"need": long}
    assert [problem.where() for problem in person.problems] == ["full_name", "email", "known_at"]
    assert {len(problem.value) for problem in person.problems} == {200}
