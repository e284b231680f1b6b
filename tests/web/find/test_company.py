"""A company typed in part or with a slip: the base offers the one it knows, and asks once before it makes another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.models import Company, Person
from dueto.apps.base.queries.alike import companies_like
from dueto.apps.handoff.actions import claim
from tests.cast import Cast
from tests.thread import fill
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
OSCAR = {"full_name": "Óscar Prueba", "company": "Punta Brava", "note": "Lo vio Julia.", "how": "client"}
PAGES = ["/find/", "/find/call/"]


@pytest.fixture(autouse=True)
def morning(cast: Cast) -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(cast.at, tick=False):
        yield


@pytest.fixture
def punta_brava(cast: Cast) -> Company:
    """Conservas Punta Brava, with Julia; and a company that shares nothing with it."""
    person = fill("contacto", at=cast.at)
    fill("contacto", at=cast.at, email="ana@lacteos.example", full_name="Ana Sol", company="Bodegas Río Seco",
         visitor="v-ana")  # fmt: skip
    claim(person_id=person, by=cast.julia.pk, at=cast.at)
    return Company.objects.get(key="conservas punta brava")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Punta Brava", "Conservas Punta Brava"), ("conserva punta braba", "Conservas Punta Brava"),
        ("PUNTA BRAVA S.A.C.", "Conservas Punta Brava"), ("conservas punta", "Conservas Punta Brava"),
        ("rio seco", "Bodegas Río Seco"), ("Grupo Punta Brava", "Conservas Punta Brava"),
        ("Bodega Rio Seko", "Bodegas Río Seco"),
    ],
)  # fmt: skip
def test_a_part_a_slip_or_another_legal_form_is_enough(punta_brava: Company, typed: str, found: str) -> None:
    assert [one.name for one in companies_like(typed)] == [found]


@pytest.mark.parametrize("typed", ["", "S.A.", "Frutas del Valle", "Ana", "Rocío Tello", "pu", "Grupo", "Grupo Ana"])
def test_nothing_is_offered_for_what_is_called_otherwise(punta_brava: Company, typed: str) -> None:
    assert companies_like(typed) == []


@pytest.mark.parametrize("page", PAGES)
def test_it_shows_while_one_types_with_whom_the_company_is(cast: Cast, punta_brava: Company, page: str) -> None:
    piece = as_(cast.camila).get(f"{page}matches/", {"company": "punta braba"}).content.decode()

    assert "¿Es Conservas Punta Brava?" in piece
    assert "con Julia Montes desde" in piece
    assert "Río Seco" not in piece


def test_a_find_asks_once_before_it_makes_another_company_and_loses_nothing(cast: Cast, punta_brava: Company) -> None:
    client = as_(cast.camila)

    asked = client.post("/find/", OSCAR)
    text = asked.content.decode()
    assert asked.status_code == 422
    assert "elegirla, o decir que es otra" in text
    assert all(value in text for value in ("Óscar Prueba", 'value="Punta Brava"', "Lo vio Julia."))
    assert not Person.objects.filter(card__full_name="Óscar Prueba").exists()

    chosen = client.post("/find/", {**OSCAR, "is_company": punta_brava.pk})
    assert chosen.status_code == 200
    assert 'value="Conservas Punta Brava"' in chosen.content.decode()
    assert "Lo vio Julia." in chosen.content.decode()

    assert client.post("/find/", {**OSCAR, "company": "Conservas Punta Brava", "new": "1"}).status_code == 303
    assert Person.objects.get(card__full_name="Óscar Prueba").company_id == punta_brava.pk
    assert Company.objects.count() == 2


def test_another_company_is_written_down_where_somebody_says_so(cast: Cast, punta_brava: Company) -> None:
    assert as_(cast.camila).post("/find/", {**OSCAR, "other_company": "1"}).status_code == 303
    assert Company.objects.filter(key="punta brava").exists()


def test_both_questions_are_asked_one_after_the_other_and_the_first_answer_stays(
    cast: Cast, punta_brava: Company
) -> None:
    typed = {**OSCAR, "full_name": "Rocío Tello"}
    client = as_(cast.camila)

    assert "elegir quién es" in client.post("/find/", typed).content.decode()
    second = client.post("/find/", {**typed, "new": "1"}).content.decode()

    assert "elegirla, o decir que es otra" in second
    assert '<input type="hidden" name="new" value="1">' in second
    assert client.post("/find/", {**typed, "new": "1", "other_company": "1"}).status_code == 303


def test_who_it_is_needs_no_other_company_if_theirs_is_known(cast: Cast, punta_brava: Company) -> None:
    rocio = Person.objects.get(card__full_name="Rocío Tello")

    answer = as_(cast.camila).post("/find/", {**OSCAR, "full_name": "Rocío Tello", "person": rocio.pk})

    assert answer.status_code == 303
    assert Company.objects.count() == 2


def test_a_caller_of_a_company_like_it_is_asked_about_too(cast: Cast, punta_brava: Company) -> None:
    typed = {"phone": "900 111 222", "full_name": "Eva Luna", "company": "Punta Brava", "channel": "call"}
    client = as_(cast.julia)

    assert client.post("/find/call/", typed).status_code == 422
    filled = client.post("/find/call/", {**typed, "is_company": punta_brava.pk})
    assert 'value="Conservas Punta Brava"' in filled.content.decode()
    wrong = client.post("/find/call/", {**typed, "phone": "12", "other_company": "1"}).content.decode()
    assert '<input type="hidden" name="other_company" value="1">' in wrong
    assert client.post("/find/call/", {**typed, "other_company": "1"}).status_code == 303


@pytest.mark.parametrize("forged", ["x", "0", "-1", "9" * 30, "99999999"])
def test_a_company_that_is_none_is_asked_again(cast: Cast, punta_brava: Company, forged: str) -> None:
    assert as_(cast.camila).post("/find/", {**OSCAR, "is_company": forged}).status_code == 422


def test_it_costs_a_bounded_number_of_queries(cast: Cast, punta_brava: Company) -> None:
    with CaptureQueriesContext(connection) as queries:
        companies_like("conserva punta braba")

    assert len(queries) < 25
