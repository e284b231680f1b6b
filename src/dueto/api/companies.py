"""Companies and their people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db import transaction
from ninja import Field, Query, Router, Schema

from dueto.api.calls import Call, Id, insist, maker, refusal
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Given, Whole
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import company_for
from dueto.apps.base.actions import UnableToTell
from dueto.apps.base.actions.companies import give_companies, tell_company
from dueto.apps.base.queries.paged import companies_after, company_of_id
from dueto.apps.base.queries.records import fields_of_records
from dueto.apps.handoff.queries.choices import executives
from dueto.apps.team.access import NoSuch
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.domain.conditions.fields import STANDARD_FIELDS

router = Router()
READ, WRITE = Token("companies:read"), Token("companies:write")
NO_FIELD = say("no company has this on its record")
NO_EXECUTIVE = say("choose somebody who works here")


class RecordedOut(Schema):
    """One value on the record of a company."""

    field: str
    value: str
    source: str
    known_at: datetime


class CompanyOut(Schema):
    """One company, with how many people of it are in the base. The phone is that of the house, not anybody's own."""

    id: int
    name: str
    domain: str
    country: str
    owner: str
    people: int
    created_at: datetime
    phone: str
    record: list[RecordedOut]


class CompaniesPage(Schema):
    """One page of companies, by id. Their people: `/people?company=`."""

    items: list[CompanyOut]
    next: str | None


class CompanyFactsIn(Given):
    """What was found out about a company. An empty text takes it off its record."""

    facts: dict[str, str] = Field(min_length=1, max_length=30, examples=[{"sites": "7", "phone": "+51 1 555 0100"}])


class OwnerIn(Given):
    """The executive who looks after a company from now on; null for nobody."""

    owner: Whole | None = Field(ge=1, le=2**63 - 1)


@router.get("/companies", auth=READ, response=CompaniesPage, summary="List companies")
def list_companies(
    request: Call, after: After = "", limit: Limit = 50, domain: Annotated[str, Query(max_length=200)] = ""
) -> CompaniesPage:
    """Return companies by id; `domain` finds the one with that domain."""
    found = companies_after(number_in("companies", after), limit=limit + 1, domain=domain)
    items, behind = page("companies", found, limit=limit, key=lambda one: one.id)
    return CompaniesPage(items=[CompanyOut.from_orm(one) for one in items], next=behind)


@router.get("/companies/{int:company_id}", auth=READ, response=CompanyOut, summary="Read one company")
def read_company(request: Call, company_id: Id) -> CompanyOut:
    """Return one company."""
    company = company_of_id(company_id)
    if company is None:
        raise NoSuch(company_id)
    return CompanyOut.from_orm(company)


@router.post("/companies/{int:company_id}/facts", auth=WRITE, response=CompanyOut, summary="Tell of a company")
def tell(request: Call, company_id: Id, told: CompanyFactsIn) -> CompanyOut:
    """Write on the record of a company, all of it or nothing; whoever belongs to it has it from there."""
    company = company_for(maker(request), company_id)
    version = in_force(request.now)
    fields = fields_of_records((version.agreement.fields if version else STANDARD_FIELDS).values())
    with transaction.atomic():
        for name, value in told.facts.items():
            if name not in fields:
                raise refusal(NO_FIELD, at=f"body/facts/{name}")
            try:
                tell_company(
                    company_id=company.pk, field=fields[name], value=value, by=request.auth.made_by, at=request.now
                )
            except UnableToTell as unable:
                raise refusal(unable.says, at=f"body/facts/{name}") from None
    return read_company(request, company.pk)


@router.put(
    "/companies/{int:company_id}/owner", auth=WRITE, response=CompanyOut, summary="Say who looks after a company"
)
def own(request: Call, company_id: Id, given: OwnerIn) -> CompanyOut:
    """Let an executive look after a company, or nobody. Only whoever manages a team may say so."""
    company = company_for(maker(request), company_id)
    insist(request, Right.MANAGE)
    if given.owner is not None and given.owner not in dict(executives(but=None)):
        raise refusal(NO_EXECUTIVE, at="body/owner")
    give_companies(company_ids=[company.pk], owner=given.owner, by=request.auth.made_by, at=request.now)
    return read_company(request, company.pk)
