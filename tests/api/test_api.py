"""The API as another program sees it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from dueto.api.described import REFUSALS
from dueto.apps.base.models import Activity, Person
from dueto.apps.team.actions import change, make_token, revoke_token
from dueto.apps.team.models import ApiToken
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program, bring
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


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
    assert {one["at"] for one in answer.json()["errors"]} >= {"body/values/email", "body/values/company"}
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
    versions = program.get("agreement/versions").json()
    assert [one["number"] for one in versions if one["is_in_force"]] == [4]
    assert {one["side"] for one in versions[0]["signatures"]} == {"marketing", "sales"}
    whole = program.get("agreement/versions/4").json()
    assert (whole["document"], whole["hash"]) == (agreement["document"], agreement["hash"])
    assert program.get("agreement/versions/99").status_code == 404


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


CALLS = {
    "people:read": ("get", "people"), "people:write": ("post", "people"), "activities:read": ("get", "activities"),
    "activities:write": ("post", "people/1/activities"), "companies:read": ("get", "companies"),
    "companies:write": ("put", "companies/1/owner"),
    "leads:read": ("get", "leads"), "agreement:read": ("get", "agreement"), "forms:read": ("get", "forms"),
    "lists:write": ("post", "lists"), "bulks:write": ("post", "bulks"),
    "leads:write": ("post", "handoffs/1/acceptance"), "returns:write": ("post", "returns/1/answer"),
    "members:write": ("post", "invitations"),
    "mailbox:read": ("get", "mails"),
    "mailbox:write": ("put", "mails/1/kind"), "forms:write": ("post", "forms/x/archive"),
    "content:read": ("get", "content"), "content:write": ("post", "content"),
    "questions:read": ("get", "questions?definition=x"), "questions:write": ("post", "people/1/skips"),
    "calls:read": ("get", "calls"), "calls:write": ("post", "calls"),
    "imports:read": ("get", "imports"), "imports:write": ("delete", "imports/1"),
    "merges:read": ("get", "people/1/merges"), "merges:write": ("post", "merges"),
    "privacy:copy": ("post", "people/1/copies"), "privacy:erase": ("post", "people/1/erasure"),
    "tokens:read": ("get", "tokens"), "tokens:write": ("delete", "tokens/987654"),
    "everything:copy": ("post", "everything"),
    "members:read": ("get", "members"), "journal:read": ("get", "journal"),
    "webhooks:read": ("get", "webhooks"),
    "webhooks:write": ("post", "webhooks"),
    "machines:read": ("get", "machines/rules"), "machines:write": ("delete", "machines/rules/1"),
    "privacy:read": ("get", "privacy/requests"), "privacy:write": ("put", "privacy/retention/visits"),
}  # fmt: skip
"""One call that each scope opens."""


def called(program: Program) -> set[str]:
    """Return the scopes whose calls are not refused."""
    answers = {
        scope: program.get(path) if method == "get" else program.send(method.upper(), path, "{}")
        for scope, (method, path) in CALLS.items()
    }
    assert not {scope for scope, answer in answers.items() if answer.status_code == 405}, "no such call"
    return {scope for scope, answer in answers.items() if answer.status_code != 403}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_does_what_it_may_and_nothing_else(cast: Cast, scope: str) -> None:
    assert called(Program(make_token(name="x", scopes=[scope], by=cast.samuel.pk, at=AT)[1])) == {scope}


def test_a_token_does_nothing_that_its_maker_may_not(cast: Cast) -> None:
    program = Program(make_token(name="x", scopes=list(SCOPES), by=cast.samuel.pk, at=AT)[1])
    assert called(program) == set(SCOPES)

    change(member_id=cast.ines.pk, by=cast.samuel.pk, at=AT, role="administrator")
    change(member_id=cast.samuel.pk, by=cast.ines.pk, at=AT, role="sales")

    lost = {
        "imports:read",
        "imports:write",
        "merges:write",
        "privacy:copy",
        "privacy:erase",
        "calls:write",
        "people:write",
        "lists:write",
        "bulks:write",
        "returns:write",
        "members:write",
        "tokens:read",
        "tokens:write",
        "everything:copy",
        "companies:write",
        "machines:write",
        "privacy:read",
        "privacy:write",
        "mailbox:write",
        "forms:write",
        "content:write",
        "questions:write",
        "journal:read",
        "webhooks:read",
        "webhooks:write",
    }
    assert called(program) == set(SCOPES) - lost


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


def test_it_describes_every_answer_it_can_give() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert operation["security"]
            assert operation["summary"]
            assert {"400", "401", "403", "405", "422", "429", "503"} <= operation["responses"].keys()
            assert ("404" in operation["responses"]) or "{" not in path
    assert set(described["components"]["responses"]) == {name for name, _ in REFUSALS.values()}
