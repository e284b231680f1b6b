"""What programs do for sales and for marketing's answer: the same steps, refusals and clocks as on the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dueto.apps.handoff.models import Handoff, Notice, Return
from dueto.apps.leads.models import Lead, Opportunity
from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program
from tests.api.test_base import NOBODY, put
from tests.cast import Cast
from tests.web.handed import handed, long_ago_cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


def program_of(member: Any, *scopes: str) -> Program:
    """Return a program whose token this member made."""
    return Program(make_token(name="CRM", scopes=list(scopes or SCOPES), by=member.pk, at=datetime.now(UTC))[1])


@pytest.fixture
def crm(people: Cast) -> Program:
    """Return the program of an administrator, who works on no lead."""
    return program_of(people.samuel)


@pytest.fixture
def handoff(people: Cast) -> Handoff:
    return handed(to=people.julia)


def accepted(crm: Program, handoff: Handoff) -> str:
    """Return the path of a hand-off that is accepted."""
    path = f"handoffs/{handoff.pk}"
    assert crm.post(f"{path}/acceptance", {}).json()["state"] == "accepted"
    return path


def test_a_handoff_is_read_whole(crm: Program, handoff: Handoff) -> None:
    whole = crm.get(f"handoffs/{handoff.pk}").json()

    assert (whole["state"], whole["executive"], whole["is_open"]) == ("sent", "Julia Montes", True)
    assert [clock["kind"] for clock in whole["clocks"]] == ["answer", "first_contact", "attempts"]
    assert all(clock["due_at"] and clock["says"] for clock in whole["clocks"])
    assert "no piensa comprar ahora" in whole["to_give_back"]
    assert (whole["channel"], whole["campaign"], whole["first_page"]) == ("webinar", "auditorias", "/guias")
    assert crm.get(f"handoffs/{NOBODY}").status_code == 404


def test_it_is_accepted_once_tried_and_planned_again(crm: Program, handoff: Handoff) -> None:
    path = accepted(crm, handoff)

    twice = crm.post(f"{path}/acceptance", {})
    assert (twice.status_code, len(twice.json()["errors"])) == (422, 1)
    tried = crm.post(f"{path}/attempts", {"channel": "call", "result": "no_answer"}, Idempotency_Key="a1")
    again = crm.post(f"{path}/attempts", {"channel": "call", "result": "no_answer"}, Idempotency_Key="a1")
    assert (again.headers["Idempotent-Replayed"], again.json()) == ("true", tried.json())
    assert [made["result"] for made in tried.json()["attempts"]] == ["no_answer"]
    assert {c["kind"]: c["stopped_at"] is not None for c in tried.json()["clocks"]}["first_contact"]
    ahead = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert put(crm, f"{path}/next-attempt", {"next_at": ahead}).json()["next_attempt_at"] is not None
    assert put(crm, f"{path}/next-attempt", {"next_at": None}).json()["next_attempt_at"] is None
    far = put(crm, f"{path}/next-attempt", {"next_at": "2555-10-21T08:55:46+17:00"})  # PostgreSQL knows no such zone
    assert far.json()["next_attempt_at"] == "2555-10-20T15:55:46Z"
    assert put(crm, f"{path}/next-attempt", {"next_at": "0001-01-01T00:00:00+14:00"}).status_code == 422
    assert put(crm, f"{path}/next-attempt", {"next_at": "2026-01-01T10:00:00"}).status_code == 422
    assert put(crm, f"{path}/next-attempt", {"next_at": "2026-01-01T10:00:00Z"}).status_code == 422
    assert crm.post(f"{path}/attempts", {"channel": "pigeon", "result": "talked"}).status_code == 422


def test_it_is_given_back_for_an_agreed_reason_and_marketing_answers_once(
    people: Cast, crm: Program, handoff: Handoff
) -> None:
    path = f"handoffs/{handoff.pk}/returns"
    assert crm.post(path, {"reason": "porque sí"}).status_code == 422
    assert not Return.objects.exists()

    given = crm.post(path, {"reason": "no piensa comprar ahora", "earliest": "2099-01-15", "note": "en enero"})

    assert (given.status_code, given.json()["is_open"]) == (200, False)
    [one] = crm.get("returns?owed=true").json()["items"]
    assert (one["reason"], one["note"], one["is_owed"]) == ("no piensa comprar ahora", "en enero", True)
    answer = f"returns/{one['id']}/answer"
    assert program_of(people.julia).post(answer, {"answer": "agreed"}).status_code == 403
    assert crm.post(answer, {"answer": "maybe"}).status_code == 422
    assert crm.post(answer, {"answer": "agreed", "note": "de acuerdo"}).json()["answered_by"] == people.samuel.name
    assert crm.post(answer, {"answer": "disagreed"}).status_code == 422
    assert crm.get("returns?owed=true").json()["items"] == []
    assert len(crm.get("returns").json()["items"]) == 1
    assert crm.post(f"returns/{NOBODY}/answer", {"answer": "agreed"}).status_code == 404


def test_the_sale_is_followed_to_its_end(crm: Program, handoff: Handoff) -> None:
    path = accepted(crm, handoff)

    assert crm.post(f"{path}/outcome", {"outcome": "won"}).status_code == 422
    opened = put(crm, f"{path}/opportunity", {"amount": "14500.50", "currency": "USD"}).json()
    assert (opened["stage"], opened["amount"], opened["currency"]) == ("opportunity", "14500.50", "USD")
    assert put(crm, f"{path}/opportunity", {"amount": "15000", "currency": "EUR"}).json()["currency"] == "EUR"
    assert put(crm, f"{path}/opportunity", {"amount": "-1", "currency": "USD"}).status_code == 422
    assert crm.post(f"{path}/outcome", {"outcome": "deferred"}).status_code == 422
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    deferred = crm.post(f"{path}/outcome", {"outcome": "deferred", "until": until}).json()
    assert (deferred["stage"], deferred["deferred_until"]) == ("deferred", until)
    assert crm.post(f"{path}/outcome", {"outcome": "resumed"}).json()["stage"] == "opportunity"
    won = crm.post(f"{path}/outcome", {"outcome": "won"}).json()
    assert (won["stage"], won["is_open"]) == ("won", False)
    assert Opportunity.objects.get(lead=handoff.lead).closed_at is not None


def test_a_loss_says_why(crm: Program, handoff: Handoff) -> None:
    path = accepted(crm, handoff)
    losses = put(crm, f"{path}/opportunity", {"amount": None}).json()["losses"]

    assert crm.post(f"{path}/outcome", {"outcome": "lost", "reason": "mala suerte"}).status_code == 422
    lost = crm.post(f"{path}/outcome", {"outcome": "lost", "reason": losses[0], "to_whom": "Otra"}).json()
    assert (lost["stage"], lost["end_reason"]) == ("lost", losses[0])


def test_an_executives_program_acts_on_their_own_and_a_managers_on_all(
    people: Cast, crm: Program, handoff: Handoff
) -> None:
    path = f"handoffs/{handoff.pk}"
    diego = program_of(people.diego)
    assert diego.post(f"{path}/acceptance", {}).status_code == 403
    assert diego.post(f"{path}/questions", {"text": "¿qué pidió?"}).status_code == 403
    assert put(diego, f"{path}/executive", {"executive": people.diego.pk}).status_code == 403
    assert program_of(people.ivan).post(f"{path}/acceptance", {}).status_code == 403
    assert program_of(people.graciela).post(f"{path}/acceptance", {}).status_code == 200

    assert put(crm, f"{path}/executive", {"executive": people.mara.pk}).status_code == 422
    assert put(crm, f"{path}/executive", {"executive": people.diego.pk}).json()["executive"] == people.diego.name
    assert diego.post(f"{path}/questions", {"text": "¿qué pidió?"}).status_code == 204
    assert diego.post(f"{path}/questions", {"text": "  "}).status_code == 422
    assert Notice.objects.filter(kind="question").exists()


def test_a_caller_is_taken(people: Cast, crm: Program) -> None:
    somebody = person("emilio", at=datetime.now(UTC))
    path = f"people/{somebody}/claims"

    assert crm.post(path, {"executive": people.mara.pk}).status_code == 422
    assert crm.post(path, {"executive": people.julia.pk, "definition": "ninguna"}).status_code == 422
    assert crm.post(f"people/{NOBODY}/claims", {"executive": people.julia.pk}).status_code == 404
    assert program_of(people.diego).post(path, {"executive": people.julia.pk}).status_code == 403
    taken = crm.post(path, {"executive": people.julia.pk})
    assert taken.status_code == 201, taken.content
    begun = Handoff.objects.get(pk=taken.json()["handoff"])
    assert (begun.executive_id, begun.state, Lead.objects.get().person_id) == (people.julia.pk, "accepted", somebody)
    assert crm.post(path, {"executive": people.diego.pk}).status_code == 422
