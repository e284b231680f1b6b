"""Real exports from end to end: guessed mapping, people, counts that can be checked by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dueto.adapters.readers.guess import guess_mapping
from dueto.adapters.readers.people import PersonRow, read_people
from dueto.adapters.readers.rows import RefusedRow
from dueto.adapters.readers.table import open_table

pytestmark = pytest.mark.data


def read(path: Path, *, country: str | None = None) -> tuple[list[PersonRow], list[RefusedRow]]:
    table = open_table(path)
    mapping = guess_mapping(table.headers, table.sample())
    rows = list(read_people(path, mapping=mapping, default_country=country))
    people = [row for row in rows if isinstance(row, PersonRow)]
    return people, [row for row in rows if isinstance(row, RefusedRow)]


def filled(people: list[PersonRow]) -> Counter[str]:
    return Counter(field for person in people for field in person.values)


def dropped(people: list[PersonRow]) -> Counter[tuple[str, str]]:
    return Counter((problem.where(), str(problem.says)) for person in people for problem in person.problems)


def test_zoho_leads(data_dir: Path) -> None:
    people, refused = read(data_dir / "crm_exports" / "zoho" / "Leads.csv", country="US")

    assert (len(people), len(refused), dropped(people)) == (3900, 0, Counter())
    assert set(filled(people).values()) == {3900}
    assert Counter(person.outcome for person in people) == {"won": 3632, "lost": 268}
    assert people[0].person == "4563"
    assert people[0].known_at == datetime(2021, 4, 15, 0, 3, tzinfo=UTC)
    assert people[0].values["mobile"] == "+16604850224"
    assert people[0].values["full_name"] == "Denson"


def test_zoho_potentials(data_dir: Path) -> None:
    people, refused = read(data_dir / "crm_exports" / "zoho" / "Potentials.csv")

    assert (len(people), len(refused)) == (3632, 0)
    assert Counter(person.outcome for person in people) == {None: 1722, "won": 1425, "lost": 485}


def test_salesforce_leads(data_dir: Path) -> None:
    people, refused = read(data_dir / "crm_exports" / "salesforce_dev_org" / "Lead.csv", country="US")

    assert (len(people), len(refused), dropped(people)) == (22, 0, Counter())
    assert Counter(person.outcome for person in people) == {"won": 5, "lost": 17}
    assert people[0].known_at == datetime(2026, 2, 24, 2, 18, tzinfo=UTC)
    assert people[0].values["phone"] == "+18506444200"
    assert people[0].values["revenue"] == "900750000"
    assert people[0].values["sites"] == "130"


def test_salesforce_contacts(data_dir: Path) -> None:
    people, refused = read(data_dir / "crm_exports" / "salesforce_dev_org" / "Contact.csv", country="US")

    assert (len(people), len(refused)) == (25, 0)
    assert dropped(people) == {("email", "this is not written like a mail address"): 2}


def test_mautic_leads_by_the_country_of_each_row(data_dir: Path) -> None:
    people, refused = read(data_dir / "crm_exports" / "mautic" / "leads.csv")

    assert (len(people), len(refused), dropped(people)) == (54, 0, Counter())
    assert filled(people)["phone"] == 50
    assert people[0].values["phone"] == "+447070860753"
    assert people[1].values["phone"] == "+27821189037"
    assert people[0].values["country"] == "GB"
    assert "role" not in people[0].values


def test_argentine_libraries_with_split_phones(data_dir: Path) -> None:
    people, refused = read(data_dir / "directories_es" / "argentina_bibliotecas.csv", country="AR")

    assert (len(people), len(refused)) == (2017, 0)
    assert (filled(people)["phone"], filled(people)["email"]) == (1576, 1467)
    assert dropped(people) == {
        ("phone", "this phone lacks its area code"): 54,
        ("phone", "this phone is too short"): 52,
        ("email", "this is not written like a mail address"): 5,
        ("email", "a mail address needs an @"): 1,
    }
    assert "phone" not in people[0].values
    assert people[1].values["phone"] == "+541145010078"


def test_madrid_museums_raw(data_dir: Path) -> None:
    people, refused = read(data_dir / "directories_es" / "madrid_museos_latin1.csv", country="ES")

    assert (len(people), len(refused), dropped(people)) == (67, 0, Counter())
    assert (filled(people)["company"], filled(people)["phone"], filled(people)["email"]) == (67, 66, 50)
    prado = next(person for person in people if person.person == "2064")
    assert prado.values["company"] == "Casón del Buen Retiro"
    assert prado.values["phone"] == "+34913304016"


def test_x_education(data_dir: Path) -> None:
    people, refused = read(data_dir / "x_education" / "leads.csv")

    assert (len(people), len(refused)) == (5544, 0)
    assert Counter(person.outcome for person in people) == {"won": 2126, "lost": 3418}
    assert "Select" not in {person.values.get("city") for person in people}
    assert dropped(people) == {
        ("country", "Asia/Pacific Region is not a country that is known; write its name or its ISO code"): 2
    }


def test_b2b_opportunities(data_dir: Path) -> None:
    people, refused = read(data_dir / "b2b_opportunities" / "opportunities.csv")

    assert (len(people), len(refused)) == (278, 0)
    assert Counter(person.outcome for person in people) == {"won": 139, "lost": 139}
