"""What people note by hand, and take back: consents, answers, conversations, whose the typed notes are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from dueto.apps.base.models import Activity, Asked, Consent, Fact, Note
from dueto.apps.base.queries.consents import who_may_be_contacted
from dueto.apps.conversations.models import Message
from dueto.apps.leads.models import Verdict
from dueto.apps.stewardship.models import Pair
from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program, bring
from tests.api.test_base import NOBODY
from tests.cast import AT, Cast
from tests.thread import crossed

pytestmark = pytest.mark.django_db
SAID = {"purpose": "newsletter", "is_given": True, "source": "phone"}
KEY = {"idempotency_key": "once"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(AT, tick=False) as moved:
        yield moved


def of(cast: Cast, key: str, *scopes: str) -> Program:
    """Return a program of a member that may do so much."""
    return Program(make_token(name="x", scopes=scopes or list(SCOPES), by=cast[key].pk, at=AT)[1])


def test_a_consent_is_noted_by_hand_and_withdrawn(program: Program, cast: Cast) -> None:
    person = bring(program)
    noted = [program.post(f"people/{person}/consents", SAID, **KEY) for _ in range(2)]

    assert [one.status_code for one in noted] == [201, 201]
    assert noted[0].json() == noted[1].json()
    assert (noted[0].json()["by"], noted[0].json()["basis"]) == (cast.samuel.name, "consent")
    assert Consent.objects.count() == 1
    assert who_may_be_contacted([person], "newsletter") == {person}
    no = program.post(f"people/{person}/consents", SAID | {"purpose": "contact", "is_given": False})
    assert (no.json()["purpose"], no.json()["is_given"]) == ("contact", False)
    assert not who_may_be_contacted([person])
    assert not who_may_be_contacted([person], "newsletter")
    assert len(program.get(f"people/{person}/consents").json()) == 3


@pytest.mark.parametrize(
    "wrong", [{"purpose": "love"}, {"source": "form:contacto"}, {"basis": "x"}, {"is_given": None}]
)
def test_a_consent_that_cannot_be_is_refused(program: Program, wrong: dict[str, object]) -> None:
    person = bring(program)
    refused = program.post(f"people/{person}/consents", SAID | wrong)

    assert (refused.status_code, refused.headers["Content-Type"]) == (422, "application/problem+json")
    assert program.post(f"people/{NOBODY}/consents", SAID).status_code == 404
    assert not Consent.objects.exists()


def test_the_next_form_asks_a_datum(program: Program) -> None:
    person = bring(program)
    asked = [program.post(f"people/{person}/form-questions", {"field": "timing"}) for _ in range(2)]

    assert [one.json() for one in asked] == [{"person": person, "field": "timing"}] * 2
    assert Asked.objects.get().field == "timing"
    assert program.post(f"people/{person}/form-questions", {"field": "shoe_size"}).status_code == 422
    assert program.post(f"people/{NOBODY}/form-questions", {"field": "timing"}).status_code == 404


def test_an_answer_is_taken_back_and_sales_is_told_of(program: Program) -> None:
    person = crossed(at=AT).lead.person_id
    assert Verdict.objects.filter(person=person, standing="qualified").exists()

    back = [program.send("DELETE", f"people/{person}/answers/sites", **KEY) for _ in range(2)]

    assert back[0].status_code == 200, back[0].content
    assert back[0].json() == back[1].json()
    assert back[0].json()["fields"] == ["sites"]
    assert len(back[0].json()["open_leads"]) == 1
    assert not back[0].json()["verdicts"][0]["qualified"]
    assert Fact.objects.filter(field="sites", value=None).count() == 1
    assert program.send("DELETE", f"people/{person}/answers/shoe_size").status_code == 404
    assert program.send("DELETE", f"people/{NOBODY}/answers/sites").status_code == 404


def test_what_was_noted_of_a_talk_is_taken_back_by_whoever_noted_it(
    program: Program, cast: Cast, clock: time_machine.Traveller
) -> None:
    person = bring(program)
    told = {"direction": "inbound", "result": "talked", "note": "?"}
    one, two = (program.post(f"people/{person}/calls", told).json()["id"] for _ in range(2))

    assert of(cast, "mara").send("DELETE", f"talks/{one}").status_code == 422
    assert [program.send("DELETE", f"talks/{one}").status_code for _ in range(2)] == [204, 204]
    assert Message.objects.get(pk=one).withdrawn_at == AT
    assert Activity.objects.filter(kind="call", classed="human").count() == 1
    assert program.send("DELETE", f"talks/{NOBODY}").status_code == 404
    clock.move_to(AT + timedelta(minutes=16))
    late = program.send("DELETE", f"talks/{two}")
    assert (late.status_code, late.json()["errors"][0]["at"]) == (422, "path/talk_id")


def test_what_was_typed_since_goes_with_whom_it_means(program: Program, clock: time_machine.Traveller) -> None:
    kept, gone = bring(program), bring(program, email="a.sol@lacteos.example")
    merge = program.post("merges", {"kept": kept, "gone": gone}).json()["id"]
    clock.shift(60)
    mine, theirs = (program.post(f"people/{kept}/notes", {"text": text}).json()["id"] for text in ("de A", "de B"))
    assert program.send("PATCH", f"people/{kept}", '{"facts": {"sites": "9"}}').status_code == 200
    clock.shift(60)
    seen = program.get(f"merges/{merge}").json()
    assert [one["text"] for one in seen["notes"]] == ["de A", "de B"]
    [fact] = seen["facts"]
    assert (fact["field"], fact["text"], seen["kept"], seen["gone"]) == ("sites", "9", kept, gone)

    foreign = program.post(f"merges/{merge}/separation", {"notes": [NOBODY]})
    assert (foreign.status_code, foreign.json()["errors"][0]["at"]) == (422, "body/notes")
    chosen = {"facts": [fact["id"]], "notes": [theirs]}
    parted = [program.post(f"merges/{merge}/separation", chosen, **KEY) for _ in range(2)]

    assert [one.json() for one in parted] == [{"kept": kept, "gone": gone}] * 2
    assert (Note.objects.get(pk=mine).person_id, Note.objects.get(pk=theirs).person_id) == (kept, gone)
    data = {one["field"]: one["value"] for one in program.get(f"people/{gone}").json()["data"]}
    assert data["sites"] == "9"
    assert program.get(f"merges/{merge}").status_code == 404
    assert program.post(f"merges/{merge}/separation", {}).status_code == 404


def test_two_who_stay_two_are_looked_at_once_more(program: Program) -> None:
    low, high = bring(program), bring(program, email="a.sol@lacteos.example")
    pair = Pair.objects.create(kind="person", low=low, high=high, probability=0.9, found_at=AT).pk
    assert program.post(f"duplicates/{pair}/reconsideration", {}).status_code == 422
    assert program.post(f"duplicates/{pair}/decision", {"decision": "distinct"}).json()["state"] == "distinct"

    assert program.post(f"duplicates/{pair}/reconsideration", {}).json()["state"] == "open"
    assert program.post(f"duplicates/{NOBODY}/reconsideration", {}).status_code == 404


def test_a_call_is_planned_for_a_colleague(program: Program, cast: Cast) -> None:
    person = bring(program, phone="+51 987 000 111")
    wanted = {"people": [person], "aim": "confirm"}

    assert program.post("calls", wanted | {"member": cast.julia.pk}).status_code == 422
    assert program.post("calls", wanted | {"member": cast.rosa.pk}).status_code == 201
    assert program.get("calls").json()["items"][0]["member"] == cast.rosa.pk


CALLS = {
    "people/1/consents": ("POST", "people:write", SAID), "people/1/form-questions": ("POST", "questions:write", {}),
    "people/1/answers/sites": ("DELETE", "questions:write", {}), "talks/1": ("DELETE", "activities:write", {}),
    "merges/1": ("GET", "merges:read", {}), "merges/1/separation": ("POST", "merges:write", {}),
    "duplicates/1/reconsideration": ("POST", "merges:write", {}),
}  # fmt: skip


@pytest.mark.parametrize("path", CALLS)
def test_without_the_scope_or_the_role_nothing_is_done(cast: Cast, path: str) -> None:
    method, scope, body = CALLS[path]
    others = [one for one in SCOPES if one != scope]

    assert of(cast, "samuel", *others).send(method, path, str(body)).status_code == 403
    if scope != "activities:write":  # everybody may note what they talked of
        assert of(cast, "julia", scope).send(method, path, "{}").status_code == 403
