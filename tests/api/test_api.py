"""The API as another program sees it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from dueto.apps.base.models import Activity, Person
from dueto.apps.team.actions import make_token, revoke_token
from dueto.apps.team.models import ApiToken
from dueto.apps.team.scopes import SCOPES
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
ANA = {
    "email": "ana@lacteos.example", "full_name": "Ana Sol", "company": "Lácteos Sol", "role": "jefa de calidad",
    "country": "PE", "sector": "alimentos", "sites": "7",
}  # fmt: skip


class Program:
    """Another program with its token."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(headers={"authorization": f"Bearer {secret}"} if secret else {})

    def get(self, path: str) -> Any:
        """Return the answer to a question."""
        return self.client.get(f"/api/v1/{path}")

    def post(self, path: str, body: object) -> Any:
        """Return the answer to what is sent."""
        return self.client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


@pytest.fixture(autouse=True)
def nobody_has_called_yet() -> None:
    caches["here"].clear()


@pytest.fixture
def program(cast: Cast) -> Program:
    """Return a program that may do everything."""
    return Program(make_token(name="CRM", scopes=list(SCOPES), by=cast.samuel.pk, at=AT)[1])


def bring(program: Program, **changed: str) -> int:
    """Return the id of somebody brought in."""
    answer = program.post("people", {"form": "contacto", "values": ANA | changed})
    assert answer.status_code == 201, answer.content
    return int(answer.json()["person"])


def test_an_inquiry_makes_somebody_known_and_judged(program: Program) -> None:
    person = bring(program)

    whole = program.get(f"people/{person}").json()
    assert whole["name"] == "Ana Sol"
    assert {one["field"] for one in whole["data"]} >= {"email", "sites", "sector"}
    [verdict] = [one for one in whole["verdicts"] if one["definition"] == "negocio nuevo"]
    assert verdict["fit"] > 0
    assert verdict["agreement"] == 4
    assert bring(program) == person, "the same address is the same person"


def test_an_inquiry_is_refused_whole_field_by_field(program: Program) -> None:
    answer = program.post("people", {"form": "contacto", "values": {"email": "not an address"}})

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {one["at"] for one in answer.json()["errors"]} >= {"values/email", "values/company"}
    assert not Person.objects.exists()


def test_people_come_in_pages(program: Program, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ids = [bring(program, email=f"{n}@lacteos.example", full_name=f"Ana {n}") for n in range(5)]
    first = program.get("people?limit=2").json()
    second = program.get(f"people?limit=2&after={first['next']}").json()
    third = program.get(f"people?limit=2&after={second['next']}").json()

    assert [one["id"] for page in (first, second, third) for one in page["items"]] == ids
    assert third["next"] is None
    assert [one["id"] for one in program.get("people?email=3@lacteos.example").json()["items"]] == [ids[3]]
    with django_assert_max_num_queries(4):
        program.get("people?limit=200")


def test_an_activity_is_taken_down(program: Program) -> None:
    person = bring(program)
    answer = program.post(
        f"people/{person}/activities",
        {"kind": "call", "occurred_at": "2026-06-16T10:00:00-05:00", "carries": {"result": "talked"}},
    )
    assert answer.status_code == 201
    call = Activity.objects.get(pk=answer.json()["id"])
    assert (call.kind, call.result, call.occurred_at.hour) == ("call", "talked", 15)


@pytest.mark.parametrize(
    "activity",
    [
        {"kind": "dance"},
        {"kind": "visit", "carries": {"result": "talked"}},
        {"kind": "call", "occurred_at": "2026-06-16T10:00:00"},
        {"kind": "call", "occurred_at": "2190-06-16T10:00:00Z"},
        {"kind": "call", "carries": "many"},
        {},
    ],
)
def test_an_activity_that_cannot_be_is_refused(program: Program, activity: object) -> None:
    person = bring(program)
    before = Activity.objects.count()
    assert program.post(f"people/{person}/activities", activity).status_code == 422
    assert Activity.objects.count() == before


def test_leads_handoffs_and_the_agreement_are_read(program: Program) -> None:
    assert program.get("leads").json() == {"items": [], "next": None}
    assert program.get("handoffs?state=sent").json() == {"items": [], "next": None}
    agreement = program.get("agreement").json()
    assert agreement["number"] == 4
    assert agreement["document"]["agreement"] == "Nevadal"


def test_nobody_is_there_answers_as_a_problem(program: Program) -> None:
    answer = program.get("people/999999")
    assert answer.status_code == 404
    assert answer.json() == {"type": "about:blank", "status": 404, "title": "no such thing"}
    assert program.get("people?limit=0").json()["errors"][0]["at"] == "query/limit"
    broken = program.client.post("/api/v1/people", "{", content_type="application/json")
    assert broken.status_code == 400


@pytest.mark.parametrize("secret", ["", "dueto_guessed"])
def test_without_a_token_nothing(cast: Cast, secret: str) -> None:
    answer = Program(secret).get("people")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_does_what_it_may_and_nothing_else(cast: Cast, scope: str) -> None:
    program = Program(make_token(name="x", scopes=[scope], by=cast.samuel.pk, at=AT)[1])
    calls = {
        "people:read": program.get("people"),
        "people:write": program.post("people", {"form": "contacto", "values": ANA}),
        "activities:write": program.post("people/1/activities", {"kind": "call"}),
        "leads:read": program.get("leads"),
        "agreement:read": program.get("agreement"),
    }
    assert {name for name, answer in calls.items() if answer.status_code != 403} == {scope}


def test_a_revoked_token_ends_and_its_use_is_noted(cast: Cast) -> None:
    token_id, secret = make_token(name="x", scopes=["people:read"], by=cast.samuel.pk, at=AT)
    assert Program(secret).get("people").status_code == 200
    assert ApiToken.objects.get().used_at is not None
    revoke_token(token_id=token_id, by=cast.samuel.pk, at=AT)
    assert Program(secret).get("people").status_code == 401


def test_too_many_calls_have_to_wait(program: Program, settings: Settings) -> None:
    settings.API_PER_MINUTE = 3
    answers = [program.get("agreement") for _ in range(5)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_it_describes_itself() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/api/v1/people", "/api/v1/people/{person_id}", "/api/v1/people/{person_id}/activities", "/api/v1/leads",
        "/api/v1/handoffs", "/api/v1/agreement",
    }  # fmt: skip
    for path in described["paths"].values():
        for operation in path.values():
            assert operation["security"] == [{"Token": []}]
            assert operation["summary"]
