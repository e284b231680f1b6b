"""Bad input: huge and nested JSON, wrong charsets, forged keys, another person's ids. Clear, safe, nothing written."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.companies import tell_company
from dueto.apps.base.models import Activity, Note, Person
from dueto.apps.base.queries.records import OWN_FIELDS
from tests.api.program import ANA, Program, bring
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
DEEP = 10_000


def deep(depth: int) -> str:
    """Return JSON nested so deep."""
    return '{"form": "contacto", "values": ' + '{"a":' * depth + "1" + "}" * (depth + 1)


NUL, HALF = "\\u0000", "\\ud800"
BODIES: dict[str, tuple[bytes | str, str, int]] = {
    "nested ten thousand deep": (deep(DEEP), "application/json", 422),
    "arrays ten thousand deep": ("[" * DEEP + "]" * DEEP, "application/json", 422),
    "nested forty deep": (deep(40), "application/json", 422),
    "fifty megabytes": (b'{"form": "' + b"x" * 50_000_000 + b'"}', "application/json", 413),
    "latin-1": ('{"form": "contacto", "values": {"full_name": "Peñá"}}'.encode("latin-1"), "application/json", 400),
    "named latin-1": (b"{}", "application/json; charset=iso-8859-1", 415),
    "utf-16": ('{"form": "x"}'.encode("utf-16"), "application/json", 400),
    "a form": (b"form=contacto", "application/x-www-form-urlencoded", 415),
    "no kind": (b"{}", "", 415),
    "nul": (f'{{"form": "contacto", "values": {{"full_name": "A{NUL}"}}}}', "application/json", 422),
    "nul in a name": (f'{{"form": "contacto", "values": {{"full{NUL}": "A"}}}}', "application/json", 422),
    "half a surrogate": (f'{{"form": "contacto", "values": {{"full_name": "A{HALF}"}}}}', "application/json", 422),
    "twice the same name": ('{"form": "contacto", "form": "otro", "values": {}}', "application/json", 400),
    "not a number": ('{"form": "contacto", "values": {"sites": NaN}}', "application/json", 400),
    "a number of ten thousand digits": ('{"form": ' + "1" * 10_000 + "}", "application/json", 400),
    "half": ('{"form": "contacto', "application/json", 400),
    "nothing": (b"", "application/json", 422),
    "a list": ("[]", "application/json", 422),
    "a mark in front": (b"\xef\xbb\xbf{}", "application/json", 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_taken_is_refused_as_a_problem(program: Program, name: str) -> None:
    body, kind, status = BODIES[name]
    answer = program.send("POST", "people", body, kind)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.headers["X-Request-ID"]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nowhere", 404), ("GET", "people/0", 422), ("GET", "people/99999999999999999999", 422),
        ("GET", "people/x", 404), ("DELETE", "people", 405), ("PUT", "people/1", 405), ("GET", "people?limit=999", 422),
        ("GET", "people?after=zzz", 422), ("GET", "people?email=a%00b", 422), ("GET", "people?updated_since=x", 422),
        ("GET", "people?updated_since=2026-01-01T00:00:00", 422), ("OPTIONS", "people", 405), ("GET", "", 404),
        ("GET", "verdicts?after=WyJwZW9wbGUiLDFd", 422), ("GET", "questions?definition=", 422),
    ],
)  # fmt: skip
def test_every_refusal_is_a_problem(program: Program, method: str, path: str, status: int) -> None:
    answer = program.send(method, path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["title"]
    assert ("Allow" in answer.headers) == (status == 405)


def test_a_mark_of_one_list_opens_no_other(program: Program) -> None:
    for number in range(3):
        bring(program, email=f"{number}@lacteos.example")
    behind = program.get("people?limit=1").json()["next"]

    assert program.get(f"people?limit=1&after={behind}").status_code == 200
    assert program.get(f"activities?limit=1&after={behind}").status_code == 422


def test_another_persons_ids_open_nothing(program: Program) -> None:
    """Somebody who was forgotten, or turned out to be somebody else, is there for no program."""
    gone, merged, here = (bring(program, email=f"{name}@lacteos.example") for name in ("gone", "merged", "here"))
    Person.objects.filter(pk=gone).update(erased_at=AT)
    Person.objects.filter(pk=merged).update(merged_into=here)

    assert program.get(f"people/{gone}").status_code == 404
    assert program.get(f"people/{gone}/notes").status_code == 404
    assert program.post(f"people/{gone}/notes", {"text": "x"}).status_code == 404
    assert program.post(f"people/{gone}/activities", {"kind": "call"}).status_code == 404
    assert program.send("PATCH", f"people/{gone}", '{"facts": {"sites": "1"}}').status_code == 404
    assert program.get(f"people/{merged}").json()["id"] == here
    assert [one["id"] for one in program.get("people").json()["items"]] == [here]
    assert not Note.objects.exists()
    assert not Activity.objects.filter(kind="call").exists()


def test_script_in_every_field_is_kept_as_text_and_names_refuse_it(program: Program) -> None:
    script = "<script>alert(1)</script>"
    answer = program.post("people", {"form": "contacto", "values": ANA | {"full_name": script}})
    assert answer.status_code == 422
    person = bring(program, role=script)
    assert (
        next(one["value"] for one in program.get(f"people/{person}").json()["data"] if one["field"] == "role") == script
    )


def test_facts_are_told_all_or_none_and_judged_at_once(program: Program) -> None:
    person = bring(program)
    before = program.get(f"people/{person}").json()["data"]
    refused = program.send("PATCH", f"people/{person}", json.dumps({"facts": {"role": "gerente", "email": "no mail"}}))
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["at"] == "body/facts/email"
    assert program.get(f"people/{person}").json()["data"] == before

    told = program.send("PATCH", f"people/{person}", json.dumps({"facts": {"sites": "40", "role": ""}}))
    assert told.status_code == 200
    assert told.json()["fields"] == ["sites", "role"]
    assert not told.json()["verdicts"][0]["qualified"]
    data = {one["field"]: one for one in program.get(f"people/{person}").json()["data"]}
    assert data["sites"]["value"] == "40"
    assert data["sites"]["source"] == "api"
    assert "role" not in data


def test_people_are_found_by_what_is_asked(program: Program) -> None:
    peru, chile = (
        bring(program, email="a@uno.example"),
        bring(program, email="b@dos.example", country="CL", company="Dos"),
    )
    project_cards([peru, chile])
    company = program.get(f"people/{chile}").json()["company_id"]
    since = (program.get(f"people/{chile}").json()["created_at"]).replace("+", "%2B")

    for asked in ("email=B@dos.example", "country=cl", f"company={company}"):
        assert [one["id"] for one in program.get(f"people?{asked}").json()["items"]] == [chile], asked
    assert [one["id"] for one in program.get(f"people?updated_since={since}").json()["items"]][-1] == chile
    later = (AT + timedelta(days=3650)).isoformat().replace("+", "%2B")
    assert program.get(f"people?updated_since={later}").json() == {"items": [], "next": None}
    one = program.get(f"companies/{company}").json()
    assert (one["people"], one["phone"], one["record"]) == (1, "", [])


def test_a_company_carries_its_record_the_phone_of_the_house_among_it(program: Program, cast: Cast) -> None:
    company = program.get(f"people/{bring(program)}").json()["company_id"]
    for field, value in (("phone", "+51 1 555 0100"), ("city", "Piura"), ("city", "")):
        tell_company(company_id=company, field=OWN_FIELDS[field], value=value, by=cast.mara.pk, at=AT)

    one = program.get(f"companies/{company}").json()

    assert one["phone"] == one["record"][0]["value"] != ""
    assert [(told["field"], told["source"]) for told in one["record"]] == [("phone", "colleague")]
    assert one in program.get("companies").json()["items"]


@pytest.mark.parametrize("conditions", [5, True, "", [], "country=PE"])
def test_what_is_no_object_does_not_mean_everybody(program: Program, conditions: object) -> None:
    """A number in the place of conditions once stood for conditions that ask nothing."""
    person = bring(program)
    for path, body in (("bulks", {"action": "note", "text": "x"}), ("prospects/files", {})):
        answer = program.post(path, {**body, "conditions": conditions})
        assert answer.status_code == 422, path
        assert answer.json()["errors"][0]["at"].endswith("conditions")
    assert program.post(f"people/{person}/consents", conditions).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "calls", {"people": ["1"], "aim": "confirm"}), ("POST", "merges", {"kept": "1", "gone": True}),
        ("POST", "lists", {"name": "x", "is_shared": "yes"}), ("PUT", "companies/1/owner", {"owner": 1.5}),
        ("POST", "people/1/activities", {"kind": "call", "occurred_at": 1_700_000_000}),
        ("POST", "people/1/activities", {"kind": "call", "occurred_at": "1700000000"}),
        ("POST", "companies/1/contracts", {"product": "P", "starts_on": 1_700_006_400}),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused_not_guessed(program: Program, method: str, path: str, body: object) -> None:
    answer = program.send(method, path, json.dumps(body))
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert program.get("people?updated_since=1700000000").status_code == 422
