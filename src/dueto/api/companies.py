"""Companies and their people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Query, Router, Schema

from dueto.api.calls import Call, Id
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.apps.base.queries.paged import companies_after, company_of_id
from dueto.apps.team.access import NoSuch

router = Router()
READ = Token("companies:read")


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
