"""What programs do with many at once: notes, companies given, calls counted and planned; groups of acts; call rules."""

from __future__ import annotations

import pytest

from dueto.apps.base.models import Activity, Company, Note
from dueto.apps.leads.models import Bulk
from dueto.apps.team.actions import make_token
from dueto.apps.telephone.actions.many import work_on
from dueto.apps.telephone.models import CallRule, CallTask
from tests.api.program import Program, bring
from tests.api.test_base import NOBODY, put
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PHONE = "+51 987 000 11"


@pytest.fixture
def crowd(program: Program) -> list[int]:
    """Return three people of three companies, each with a telephone."""
    return [
        bring(program, email=f"ana@firma{n}.example", full_name=f"Ana {n}", company=f"Firma {n}", phone=f"{PHONE}{n}")
        for n in range(3)
    ]


def test_a_note_is_written_to_the_named_and_whoever_is_gone_is_counted(program: Program, crowd: list[int]) -> None:
    wanted = {"action": "note", "people": [*crowd, NOBODY], "text": "vino a la feria", "owner": NOBODY}
    begun = program.post("bulks", wanted)

    assert begun.status_code == 202, begun.content
    shown = program.get(f"bulks/{begun.json()['id']}").json()
    assert (shown["selected"], shown["done"], shown["ended_at"] is not None) == (4, 3, True)
    assert [(one["reason"], one["people"]) for one in shown["left_out"]] == [("gone", 1)]
    assert Note.objects.filter(text="vino a la feria").count() == 3
    assert program.get(f"bulks/{NOBODY}").status_code == 404


@pytest.mark.parametrize(
    "wanted",
    [
        {"action": "note", "text": "x"},
        {"action": "note", "people": [1], "text": " "},
        {"action": "dance", "people": [1]},
        {"action": "give", "people": [1]},
        {"action": "give", "people": [1], "owner": NOBODY},
        {"action": "calls_counted", "people": [1]},
        {"action": "calls_counted", "people": [1], "calls": {"aim": "confirm", "member": NOBODY}},
        {"action": "calls_counted", "people": [1], "calls": {"aim": "confirm", "occasion": "basis"}},
        {"action": "note", "text": "x", "conditions": {"has": ["shoe_size"]}},
        {"action": "note", "text": "x", "conditions": {"q": "nobody at all"}},
        {"action": "note", "text": "x", "people": [0]},
    ],
)
def test_what_cannot_be_begun_is_refused(program: Program, wanted: object) -> None:
    refused = program.post("bulks", wanted)
    assert (refused.status_code, bool(refused.json()["errors"])) == (422, True)
    assert not Bulk.objects.exists()


def test_a_condition_means_whom_it_means_on_the_page_and_can_be_stopped(
    program: Program, crowd: list[int], cast: Cast
) -> None:
    every = program.post("bulks", {"action": "note", "text": "a todos", "conditions": {}}).json()
    assert (every["selected"], every["done"], every["ended_at"]) == (3, 0, None)
    assert program.post(f"bulks/{every['id']}/stop", {}).json()["is_stopped"]
    work_on(at=cast.at)
    assert not Note.objects.exists()

    none = program.post("bulks", {"action": "note", "text": "a pocos", "conditions": {"country": "CL"}}).json()
    work_on(at=cast.at, bulk_id=none["id"])
    assert program.get(f"bulks/{none['id']}").json()["done"] == 0
    found = program.post("bulks", {"action": "note", "text": "a una", "conditions": {"q": "firma1"}}).json()
    assert found["done"] == 1


def test_companies_are_given_by_whoever_may(program: Program, crowd: list[int], cast: Cast) -> None:
    wanted = {"action": "give", "people": crowd, "owner": cast.julia.pk}
    marketing = Program(make_token(name="CMS", scopes=["bulks:write"], by=cast.ivan.pk, at=cast.at)[1])

    assert marketing.post("bulks", wanted).status_code == 403
    given = program.post("bulks", wanted, Idempotency_Key="g1").json()
    assert program.post("bulks", wanted, Idempotency_Key="g1").json() == given
    assert given["done"] == Company.objects.filter(owner=cast.julia).count() == 3
    assert marketing.get(f"bulks/{given['id']}").status_code == 404, "another's work"


def test_calls_are_counted_then_planned_once(program: Program, crowd: list[int], cast: Cast) -> None:
    asked = {"aim": "confirm", "member": cast.rosa.pk}
    counted = program.post("bulks", {"action": "calls_counted", "people": crowd, "calls": asked}).json()

    assert (counted["done"], CallTask.objects.count()) == (3, 0)
    begun = [program.post(f"bulks/{counted['id']}/calls", {}).json()["id"] for _ in range(2)]
    assert begun[0] == begun[1] != counted["id"]
    assert {task.member_id for task in CallTask.objects.all()} == {cast.rosa.pk}
    assert program.post(f"bulks/{begun[0]}/calls", {}).status_code == 422


def test_a_call_is_given_and_rules_plan_more(program: Program, crowd: list[int], cast: Cast) -> None:
    made = program.post("calls", {"people": crowd[:1], "aim": "confirm"}).json()
    [call] = made["calls"].values()

    assert put(program, f"calls/{call}/member", {"member": cast.rosa.pk}).status_code == 204
    assert CallTask.objects.get(pk=call).member_id == cast.rosa.pk
    assert put(program, f"calls/{call}/member", {"member": cast.julia.pk}).status_code == 422
    assert put(program, f"calls/{NOBODY}/member", {"member": None}).status_code == 404

    rule = {"occasion": "event", "aim": "confirm", "per_day": 5, "member": cast.rosa.pk}
    ids = [program.post("calls/rules", rule).json()["id"] for _ in range(2)]
    [shown] = program.get("calls/rules").json()
    assert (shown["id"], shown["member"], shown["per_day"]) == (ids[1], "Rosa Huamán", 5)
    assert program.post("calls/rules", rule | {"per_day": 0}).status_code == 422
    assert program.post("calls/rules", rule | {"member": NOBODY}).status_code == 422
    assert program.send("DELETE", f"calls/rules/{ids[1]}").status_code == 204
    assert program.send("DELETE", f"calls/rules/{ids[1]}").status_code == 404
    assert not CallRule.objects.filter(ended_at=None).exists()


def test_a_group_that_was_set_aside_is_classed_again_and_put_back(program: Program) -> None:
    visited = program.post(f"people/{bring(program)}/activities", {"kind": "visit", "carries": {"path": "/precios"}})
    act = Activity.objects.get(pk=visited.json()["id"])
    put(program, f"activities/{act.pk}/class", {"classed": "automatic"})
    aside = program.get("machines/groups").json()
    [group] = aside["groups"]
    assert (group["acts"], aside["acts"], aside["is_all"]) == (1, 1, True)

    wanted = {"mark": group["mark"], "classed": "human"}
    made = program.post("machines/reclassings", wanted)
    assert (made.status_code, made.json()["changed"], made.json()["is_done"]) == (201, 1, True)
    assert program.post("machines/reclassings", wanted).status_code == 422
    assert [one["id"] for one in program.get("machines/reclassings").json()] == [made.json()["id"]]
    for _ in range(2):
        assert program.send("DELETE", f"machines/reclassings/{made.json()['id']}").status_code == 204
    act.refresh_from_db()
    assert act.classed == "automatic"
    assert program.send("DELETE", f"machines/reclassings/{NOBODY}").status_code == 404
