"""People: read page by page, one by one, and brought in as inquiries."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import After, Call, Limit, maker
from dueto.api.keys import Token
from dueto.api.problems import Problem
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import take_form
from dueto.apps.base.queries.known import known_of
from dueto.apps.base.queries.listed import people_after
from dueto.apps.base.queries.who import Who, who
from dueto.apps.leads.explained import Explained, explained
from dueto.apps.leads.queries.passages import passages

router = Router()
READ, WRITE = Token("people:read"), Token("people:write")


class PersonOut(Schema):
    """Somebody in the base."""

    id: int
    name: str
    role: str
    company: str
    country: str
    email: str
    phone: str
    created_at: datetime
    last_act_at: datetime | None


class PeoplePage(Schema):
    """One page of people, by id."""

    items: list[PersonOut]
    next: int | None


class VerdictOut(Schema):
    """What one definition says of somebody today."""

    definition: str
    agreement: int
    qualified: bool
    disqualified: bool
    fit: int
    behaviour: int
    missing: list[list[str]] = Field(description="each entry names data that would qualify the person together")


class DatumOut(Schema):
    """One value that holds, and where it came from."""

    field: str
    value: str
    source: str
    known_at: datetime


class PersonWhole(PersonOut):
    """Somebody with what is known and what follows from it."""

    data: list[DatumOut]
    verdicts: list[VerdictOut]
    leads: list[int]


class InquiryIn(Schema):
    """An inquiry, as a form would bring it in."""

    form: str = Field(min_length=1, max_length=100, examples=["contacto"])
    values: dict[str, str] = Field(max_length=60, examples=[{"email": "ana@empresa.example", "country": "PE"}])
    visitor: str = Field("", max_length=64, description="the id that the script gave the browser")
    first_page: str = Field("", max_length=300)
    referrer: str = Field("", max_length=200)
    consent_text: str = Field("", max_length=64, description="the hash of the text that was agreed to")


class InquiryOut(Schema):
    """Who is known now."""

    person: int


@router.get("/people", auth=READ, response=PeoplePage, summary="List people")
def list_people(request: Call, after: After = 0, limit: Limit = 50, email: str = "") -> PeoplePage:
    """Return people by id; `email` finds the one with that address."""
    found = people_after(after, limit=limit + 1, email=email)
    items = [_person(one) for one in found[:limit]]
    return PeoplePage(items=items, next=items[-1].id if len(found) > limit else None)


@router.get("/people/{int:person_id}", auth=READ, response=PersonWhole, summary="Read one person")
def read_person(request: Call, person_id: int) -> PersonWhole:
    """Return one person with data, verdicts of today and the ids of their leads."""
    person = person_for(maker(request), person_id)
    return PersonWhole(
        **_person(who(person)).dict(),
        data=[
            DatumOut(field=one.field, value=one.value.written, source=one.value.source, known_at=one.value.known_at)
            for one in known_of(person.pk)
            if one.value.written
        ],
        verdicts=[_verdict(one) for one in explained(person.pk, as_of=request.now)],
        leads=[passage.id for passage in passages(person.pk)],
    )


@router.post("/people", auth=WRITE, response={201: InquiryOut}, summary="Bring in an inquiry")
def bring_in(request: Call, inquiry: InquiryIn, response: HttpResponse) -> Status[InquiryOut]:
    """Make somebody known, or add to whoever is known by that address; refused whole, field by field."""
    version = in_force(request.now)
    if version is None:
        raise Problem(409, "no agreement is in force yet")
    taken = take_form(agreement=version.agreement, at=request.now, **inquiry.dict())
    if taken.person_id is None:
        errors = [{"at": f"values/{name}", "says": request.voice(says)} for name, says in taken.refusals.items()]
        raise Problem(422, "not every answer can be taken", errors=errors)
    response.headers["Location"] = f"/api/v1/people/{taken.person_id}"
    return Status(201, InquiryOut(person=taken.person_id))


def _person(one: Who) -> PersonOut:
    return PersonOut(
        id=one.id, name=one.name, role=one.role, company=one.company, country=one.country, email=one.email,
        phone=one.phone, created_at=one.created_at, last_act_at=one.last_act_at,
    )  # fmt: skip


def _verdict(one: Explained) -> VerdictOut:
    return VerdictOut(
        definition=one.definition.name, agreement=one.version.number, qualified=one.verdict.qualified,
        disqualified=bool(one.verdict.disqualified_by), fit=one.verdict.fit, behaviour=one.verdict.behaviour,
        missing=[list(together) for together in one.missing.fields],
    )  # fmt: skip
