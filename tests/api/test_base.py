"""What programs do in the base: records and owners of companies, machines, duplicates, what is kept how long."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dueto.apps.base.models import Activity, Company, MachineRule, Person
from dueto.apps.leads.models import Assignment
from dueto.apps.privacy.models import Request, Retention
from dueto.apps.stewardship.actions import merge_companies
from dueto.apps.stewardship.models import Search
from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program, bring
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOBODY = 987_654


def put(program: Program, path: str, body: object, **headers: str) -> Any:
    """Return the answer to a PUT."""
    return program.send("PUT", path, json.dumps(body), **headers)


def company_of(person_id: int) -> int:
    """Return the company of somebody."""
    company = Person.objects.get(pk=person_id).company_id
    assert company is not None
    return company


def test_a_company_is_told_of_and_shows_its_record(program: Program) -> None:
    company = company_of(bring(program))

    told = program.post(f"companies/{company}/facts", {"facts": {"employees": "120", "phone": "+51 1 555 0100"}})

    assert told.status_code == 200, told.content
    assert told.json()["phone"] == "+5115550100"
    assert {one["field"]: one["value"] for one in told.json()["record"]}["employees"] == "120"
    program.post(f"companies/{company}/facts", {"facts": {"employees": ""}})
    assert "120" not in {one["value"] for one in program.get(f"companies/{company}").json()["record"]}


@pytest.mark.parametrize("facts", [{"employees": "7", "role": "jefa"}, {"employees": "7", "phone": "12"}])
def test_of_a_company_all_is_taken_or_nothing(program: Program, facts: dict[str, str]) -> None:
    company = company_of(bring(program))

    refused = program.post(f"companies/{company}/facts", {"facts": facts})

    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert program.get(f"companies/{company}").json()["record"] == []
    assert program.post(f"companies/{NOBODY}/facts", {"facts": facts}).status_code == 404


def test_an_executive_looks_after_a_company(program: Program, cast: Cast) -> None:
    company = company_of(bring(program))
    manager = Program(make_token(name="BI", scopes=list(SCOPES), by=cast.graciela.pk, at=cast.at)[1])

    assert put(manager, f"companies/{company}/owner", {"owner": cast.julia.pk}).json()["owner"] == "Julia Montes"
    assert put(manager, f"companies/{company}/owner", {"owner": cast.mara.pk}).status_code == 422
    assert put(manager, f"companies/{company}/owner", {"owner": None}).status_code == 200
    assert put(manager, f"companies/{NOBODY}/owner", {"owner": None}).status_code == 404
    marketing = Program(make_token(name="CMS", scopes=["companies:write"], by=cast.ivan.pk, at=cast.at)[1])
    assert put(marketing, f"companies/{company}/owner", {"owner": None}).status_code == 403
    assert Company.objects.get(pk=company).owner_id is None


def test_a_question_is_given_to_a_colleague_and_taken_back(program: Program, cast: Cast) -> None:
    person = bring(program)
    path = f"people/{person}/assignments"

    assert put(program, path, {"field": "sites", "member": cast.rosa.pk}).status_code == 200
    assert Assignment.objects.get(person=person).member_id == cast.rosa.pk
    assert put(program, path, {"field": "sites", "member": NOBODY}).status_code == 422
    assert put(program, path, {"field": "shoe_size", "member": None}).status_code == 422
    assert put(program, path, {"field": "sites", "member": None}).status_code == 200
    assert not Assignment.objects.exists()
    assert put(program, f"people/{NOBODY}/assignments", {"field": "sites", "member": None}).status_code == 404


def test_an_act_is_classed_again_and_a_rule_made_and_ended(program: Program) -> None:
    person = bring(program)
    act = Activity.objects.filter(identity__person=person).latest("id")

    classed = put(program, f"activities/{act.pk}/class", {"classed": "automatic"})
    assert classed.json() == {"activity": act.pk, "classed": "automatic", "person": person}
    assert put(program, f"activities/{NOBODY}/class", {"classed": "human"}).status_code == 404
    assert put(program, f"activities/{act.pk}/class", {"classed": "alien"}).status_code == 422

    wanted = {"kind": "agent", "value": "PreviewBot", "classed": "automatic"}
    made = program.post("machines/rules", wanted, Idempotency_Key="r1")
    again = program.post("machines/rules", wanted, Idempotency_Key="r1")
    assert (made.status_code, again.json()) == (201, made.json())
    assert [one["value"] for one in program.get("machines/rules").json()] == ["previewbot"]
    assert program.post("machines/rules", wanted | {"kind": "visitor", "value": "x"}).status_code == 422
    assert program.send("DELETE", f"machines/rules/{made.json()['id']}").status_code == 204
    assert program.send("DELETE", f"machines/rules/{NOBODY}").status_code == 404
    assert MachineRule.objects.get(pk=made.json()["id"]).ended_at is not None


def test_a_search_is_asked_for_and_merged_companies_are_separated(program: Program, cast: Cast) -> None:
    assert program.get("duplicates/searches?kind=company").json() == []
    asked = program.post("duplicates/searches", {"kind": "company"})
    assert (asked.status_code, asked.json()["is_under_way"]) == (202, True)
    program.post("duplicates/searches", {"kind": "company"})
    assert Search.objects.filter(kind="company").count() == 1
    assert len(program.get("duplicates/searches?kind=company").json()) == 1

    one = company_of(bring(program))
    two = company_of(bring(program, email="eva@otra.example", company="Otra"))
    merged = merge_companies(kept_id=one, gone_id=two, by=None, at=cast.at)
    (shown,) = program.get("companies/merges").json()
    assert (shown["id"], shown["kept"]) == (merged.pk, one)
    assert program.send("DELETE", f"companies/merges/{merged.pk}").status_code == 204
    assert program.send("DELETE", f"companies/merges/{merged.pk}").status_code == 422
    assert Company.objects.get(pk=two).merged_into_id is None


def test_how_long_things_are_kept_and_what_people_asked(cast: Cast, program: Program) -> None:
    person = bring(program)
    steward = Program(make_token(name="DPO", scopes=["privacy:read", "privacy:write"], by=cast.nora.pk, at=cast.at)[1])

    kept = put(steward, "privacy/retention/mails", {"days": 20, "is_on": True})
    assert (kept.json()["days"], Retention.objects.get(kind="mails").days) == (20, 20)
    assert {one["kind"] for one in steward.get("privacy/retention").json()} >= {"browsers", "mails", "people"}
    assert put(steward, "privacy/retention/people", {"days": 1, "is_on": True}).status_code == 422
    assert put(steward, "privacy/retention/shoes", {"days": 100, "is_on": True}).status_code == 422

    noted = steward.post(f"people/{person}/requests", {"kind": "copy", "source": "phone"})
    assert noted.status_code == 201, noted.content
    assert [one["person"] for one in steward.get("privacy/requests").json()] == [person]
    assert steward.send("DELETE", f"people/{person}/requests/copy").status_code == 204
    assert Request.objects.get().answered_at is not None
    assert steward.post(f"people/{NOBODY}/requests", {"kind": "copy", "source": "phone"}).status_code == 404
    marketing = Program(make_token(name="CMS", scopes=["people:read"], by=cast.ivan.pk, at=cast.at)[1])
    assert marketing.get("privacy/retention").status_code == 403


def test_a_contract_is_noted_changed_and_listed(program: Program) -> None:
    company = company_of(bring(program))
    terms = {
        "product": "Cámara",
        "amount": "15000",
        "currency": "USD",
        "starts_on": "2026-01-15",
        "renews_on": "2099-01-15",
    }
    made = program.post(f"companies/{company}/contracts", terms, Idempotency_Key="c1")
    again = program.post(f"companies/{company}/contracts", terms, Idempotency_Key="c1")
    assert (made.status_code, again.json()) == (201, made.json())
    path = f"contracts/{made.json()['id']}"
    assert program.get(path).json() == made.json()
    assert [one["id"] for one in program.get("contracts").json()["items"]] == [made.json()["id"]]
    assert put(program, path, terms | {"renews_on": "2020-01-01"}).json()["errors"][0]["at"] == "body/renews_on"
    assert put(program, path, terms | {"ends_on": "2026-02-01"}).json()["ends_on"] == "2026-02-01"
    assert program.get("contracts").json()["items"] == []
    assert len(program.get(f"companies/{company}/contracts").json()) == 1
    assert program.get(f"contracts/{NOBODY}").status_code == 404
    assert program.post(f"companies/{NOBODY}/contracts", terms).status_code == 404


def test_a_company_is_found_by_a_part_of_its_name_and_told_of_before_another_is_made(
    program: Program, cast: Cast
) -> None:
    company = company_of(bring(program, company="Conservas Punta Brava"))
    give = program.send("PUT", f"companies/{company}/owner", json.dumps({"owner": cast.julia.pk}))
    assert give.status_code == 200

    (found,) = program.post("companies/search", {"name": "punta braba"}).json()
    met = program.post("people/finds", {"values": {"full_name": "Óscar Sol", "company": "Punta Brava"}}).json()

    assert (found["id"], found["name"], found["owner"]) == (company, "Conservas Punta Brava", "Julia Montes")
    assert found["last_act_at"] is not None
    assert [one["id"] for one in met["companies_alike"]] == [company]
    assert program.post("companies/search", {"name": "Frutas"}).json() == []
    assert program.post("companies/search", {"name": "x"}).status_code == 422
