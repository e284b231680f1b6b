"""People: read page by page, one by one, brought in as inquiries, and told more of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, instant, maker, refusal
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given, Instant
from dueto.api.problems import Problem, in_english
from dueto.api.verdicts import VerdictOut, verdict
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, take_form, tell
from dueto.apps.base.queries.known import known_of
from dueto.apps.base.queries.paged import Asked, people_after
from dueto.apps.base.queries.who import Who, who
from dueto.apps.leads.actions import judge
from dueto.apps.leads.explained import explained
from dueto.apps.leads.queries.passages import passages

router = Router()
READ, WRITE = Token("people:read"), Token("people:write")
CONFLICT = {409: {"$ref": "#/components/responses/Conflict"}}


class PersonOut(Schema):
    """Somebody in the base."""

    id: int
    name: str
    role: str
    company: str
    company_id: int | None
    country: str
    email: str
    phone: str
    created_at: datetime
    last_act_at: datetime | None


class PeoplePage(Schema):
    """One page of people, by id. It may be short before the end: go on while `next` is there."""

    items: list[PersonOut]
    next: str | None


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


class InquiryIn(Given):
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


class FactsIn(Given):
    """What was found out about somebody. An empty text withdraws what was known."""

    facts: dict[str, str] = Field(min_length=1, max_length=30, examples=[{"sites": "7", "role": "jefa de calidad"}])


class Told(Schema):
    """Which data were taken down, and how the person stands with them."""

    person: int
    fields: list[str]
    verdicts: list[VerdictOut]


class PeopleAsked(Schema):
    """Which people."""

    email: str = Field("", max_length=254, description="whoever is known by this address")
    phone: str = Field("", max_length=40, description="whoever is known by this number, like +51900000111")
    company: int | None = Field(None, ge=1, le=2**63 - 1)
    country: str = Field("", max_length=2, pattern="^([A-Za-z]{2})?$")
    updated_since: Instant | None = Field(None, description="came, did something, or more became known since then")


@router.get("/people", auth=READ, response=PeoplePage, summary="List people")
def list_people(
    request: Call, asked: Annotated[PeopleAsked, Query()], after: After = "", limit: Limit = 50
) -> PeoplePage:
    """Return people by id."""
    since = instant(asked.updated_since, at="query/updated_since") if asked.updated_since else None
    wanted = Asked(asked.email, asked.phone, asked.company, asked.country, since)
    found = people_after(number_in("people", after), limit=limit, asked=wanted)
    behind = sealed("people", found.behind) if found.behind is not None else None
    return PeoplePage(items=[PersonOut(**person_out(one)) for one in found.people], next=behind)


@router.get("/people/{int:person_id}", auth=READ, response=PersonWhole, summary="Read one person")
def read_person(request: Call, person_id: Id) -> PersonWhole:
    """Return one person with data, verdicts of today and the ids of their leads."""
    person = person_for(maker(request), person_id)
    return PersonWhole(
        **person_out(who(person)),
        data=[
            DatumOut(field=one.field, value=one.value.written, source=one.value.source, known_at=one.value.known_at)
            for one in known_of(person.pk)
            if one.value.written
        ],
        verdicts=[verdict(one) for one in explained(person.pk, as_of=request.now)],
        leads=[passage.id for passage in passages(person.pk)],
    )


@router.post(
    "/people", auth=WRITE, response={201: InquiryOut}, summary="Bring in an inquiry",
    openapi_extra={"responses": CONFLICT},
)  # fmt: skip
def bring_in(request: Call, inquiry: InquiryIn, response: HttpResponse) -> Status[InquiryOut]:
    """Make somebody known, or add to whoever is known by that address; refused whole, field by field."""
    version = in_force(request.now)
    if version is None:
        raise Problem(409, "no agreement is in force yet")
    taken = take_form(agreement=version.agreement, at=request.now, **inquiry.dict())
    if taken.person_id is None:
        errors = [{"at": f"body/values/{name}", "says": in_english(says)} for name, says in taken.refusals.items()]
        raise Problem(422, "not every answer can be taken", errors=errors)
    response.headers["Location"] = f"/api/v1/people/{taken.person_id}"
    return Status(201, InquiryOut(person=taken.person_id))


@router.patch("/people/{int:person_id}", auth=WRITE, response=Told, summary="Tell more of somebody")
def tell_facts(request: Call, person_id: Id, told: FactsIn) -> Told:
    """Take data down, all or none; the person is judged at once."""
    person, version = person_for(maker(request), person_id), in_force(request.now)
    if version is None:
        raise Problem(409, "no agreement is in force yet")
    fields = version.agreement.fields
    if unknown := [name for name in told.facts if name not in fields]:
        errors = [{"at": f"body/facts/{name[:60]}", "says": "no such datum in the agreement"} for name in unknown]
        raise Problem(422, "this cannot be taken", errors=errors)
    with transaction.atomic():
        for name, value in told.facts.items():
            try:
                tell(
                    person_id=person.pk, field=fields[name], value=value, by=request.auth.made_by, at=request.now,
                    source="api",
                )  # fmt: skip
            except UnableToTell as unable:
                raise refusal(unable.says, at=f"body/facts/{name}") from None
    judge(person_ids=[person.pk], at=request.now)
    verdicts = [verdict(one) for one in explained(person.pk, as_of=request.now)]
    return Told(person=person.pk, fields=list(told.facts), verdicts=verdicts)


def person_out(one: Who) -> dict[str, Any]:
    """Return somebody as the API shows them."""
    return {
        "id": one.id, "name": one.name, "role": one.role, "company": one.company, "company_id": one.company_id,
        "country": one.country, "email": one.email, "phone": one.phone, "created_at": one.created_at,
        "last_act_at": one.last_act_at,
    }  # fmt: skip
