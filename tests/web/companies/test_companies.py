"""The list of companies and the page of one: its people, what all of them did, its leads, who looks after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import unquote_plus

import pytest

from dueto.apps.base.models import Company, Person
from dueto.apps.handoff.actions import claim
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import judge
from tests.cast import Cast
from tests.web.people.world import ROCIO, People, as_, came
from tests.web.prospects.test_list import crowd, text_of

pytestmark = pytest.mark.django_db


def company_of(person_id: int) -> int:
    """Return the company of somebody."""
    company = Person.objects.get(pk=person_id).company_id
    assert company is not None
    return company


def test_it_shows_its_people_what_they_did_and_who_has_them(cast: Cast, people: People) -> None:
    hugo = came({**ROCIO, "full_name": "Hugo Paz", "email": "hugo@puntabrava.example"}, at=cast.at)
    judge(person_ids=[hugo], at=cast.at)
    claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)

    page = text_of(as_(cast.mara), f"/companies/{company_of(people.rocio)}/")

    assert "Conservas Punta Brava" in page
    assert "2 personas" in page
    assert "Hugo Paz" in page
    assert f"/people/{people.rocio}/" in page
    assert "Rocío Tello: " in page
    assert "Julia Montes" in page
    assert "Webinar" in page
    assert "Brenda" not in page


def test_people_and_lists_lead_to_the_company(cast: Cast, people: People) -> None:
    address = f'href="/companies/{company_of(people.rocio)}/"'

    assert address in text_of(as_(cast.mara), f"/people/{people.rocio}/")
    assert address in text_of(as_(cast.mara), "/prospects/?q=rocio")


@pytest.mark.parametrize(
    "words", ["punta brava", "conservas", "CONSERVAS PUNTA", "puntabrava.ex", "rocío", "rosio teyo"]
)
def test_a_company_is_found_by_its_name_its_domain_or_its_people(cast: Cast, people: People, words: str) -> None:
    page = text_of(as_(cast.mara), f"/companies/?q={words}")

    assert "Conservas Punta Brava" in page
    assert "Valle Hondo" not in page


def test_the_pages_show_every_company_once(cast: Cast, people: People) -> None:
    crowd(cast, 70)
    client, seen, path = as_(cast.ines), [], "/companies/"

    while path:
        context: Any = client.get(path).context
        seen += [one["firm"].id for one in context["rows"]]
        path = context["older_url"]

    assert sorted(seen) == sorted(Company.objects.values_list("pk", flat=True))


def test_whoever_manages_says_who_looks_after_it(cast: Cast, people: People) -> None:
    company = company_of(people.rocio)
    path = f"/companies/{company}/owner/"
    assert as_(cast.ivan).post(path, {"owner": cast.julia.pk}).status_code == 403
    assert as_(cast.graciela).post(path, {"owner": "77777"}).status_code == 422

    as_(cast.graciela).post(path, {"owner": cast.julia.pk})
    as_(cast.graciela).post(path, {"owner": cast.julia.pk})

    assert Company.objects.get(pk=company).owner == cast.julia
    assert Entry.objects.filter(tag=Tag.COMPANY_GIVEN, subject_id=company).count() == 1
    assert "Julia Montes" in text_of(as_(cast.mara), f"/prospects/?owner={cast.julia.pk}")
    as_(cast.graciela).post(path, {"owner": ""})
    assert Company.objects.get(pk=company).owner is None


def test_a_company_that_turned_out_to_be_another_leads_there(cast: Cast, people: People) -> None:
    kept, gone = company_of(people.rocio), company_of(people.joaquin)
    Person.objects.filter(company=gone).update(company=kept)
    Company.objects.filter(pk=gone).update(merged_into=kept)

    response = as_(cast.mara).get(f"/companies/{gone}/")

    assert response["Location"] == f"/companies/{kept}/"
    assert "Valle Hondo" not in text_of(as_(cast.mara), "/companies/")


def test_a_stranger_sees_no_company(cast: Cast, people: People) -> None:
    for path in ("/companies/", f"/companies/{company_of(people.rocio)}/"):
        assert as_(cast.olga).get(path).status_code == 404
    assert as_(cast.mara).get("/companies/99999999/").status_code == 404


@pytest.mark.parametrize("asked", ["q=%00", "q=%25_", "after=%00%FF", "q=" + "x" * 5000, "after=zzzz", "q=zzzz"])
def test_no_address_breaks_it(cast: Cast, people: People, asked: str) -> None:
    assert as_(cast.mara).get(f"/companies/?{asked}").status_code == 200
    assert unquote_plus(asked)


def test_the_number_of_queries_is_fixed(cast: Cast, people: People, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        person = came(
            {**ROCIO, "full_name": f"Colega {number}", "email": f"c{number}@puntabrava.example"},
            at=cast.at - timedelta(hours=number),
        )
        judge(person_ids=[person], at=cast.at)
    client = as_(cast.graciela)
    client.get("/companies/")

    for path in ("/companies/", f"/companies/{company_of(people.rocio)}/", "/companies/?q=colega"):
        with django_assert_max_num_queries(26):
            client.get(path)


def test_what_is_known_of_it_is_typed_in_place_and_its_people_have_it(cast: Cast, people: People) -> None:
    company = company_of(people.rocio)
    path = f"/companies/{company}/facts/"
    before = text_of(as_(cast.mara), f"/companies/{company}/")
    assert "Lo que dice su gente" in before
    assert "en la ficha de Rocío Tello" in before
    assert as_(cast.mara).post(path, {"field": "employees", "value": "120"}).status_code == 302

    judge(person_ids=[people.rocio], at=cast.at)

    page = text_of(as_(cast.mara), f"/companies/{company}/")
    assert "<dd>120 " in page
    assert "la ficha de su empresa" in text_of(as_(cast.mara), f"/people/{people.rocio}/")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("employees", "muchos", "número"), ("nonsense", "1", "elija qué dato"), ("phone", "12", "teléfono")],
)
def test_what_cannot_stand_on_a_record_is_said_beside_it(
    cast: Cast, people: People, field: str, value: str, says: str
) -> None:
    answer = as_(cast.mara).post(f"/companies/{company_of(people.rocio)}/facts/", {"field": field, "value": value})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{value}"' in answer.content.decode()


def test_only_whoever_works_on_the_base_writes_on_a_record(cast: Cast, people: People) -> None:
    path = f"/companies/{company_of(people.rocio)}/facts/"

    assert as_(cast.julia).post(path, {"field": "employees", "value": "1"}).status_code == 403
    assert as_(cast.mara).post("/companies/987654/facts/", {"field": "employees", "value": "1"}).status_code == 404
