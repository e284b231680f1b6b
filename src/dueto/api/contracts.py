"""Contracts of companies: what they have bought, when it is renewed, when it ended."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker
from dueto.api.cursors import After, Limit, opened, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Day, Given
from dueto.api.problems import Problem, in_english
from dueto.apps.base.access import company_for
from dueto.apps.base.actions.contracts import Terms, UnableToNoteContract, keep_contract
from dueto.apps.base.queries.contracts import contract, contracts_of, running
from dueto.apps.team.access import NoSuch

router = Router()
READ, WRITE = Token("companies:read"), Token("companies:write")


class TermsOf(Given):
    """What was agreed: for how much a term, from when, renewed on which day, ended on which."""

    product: str = Field(min_length=1, max_length=200)
    amount: Decimal | None = Field(None, ge=0, lt=10**11, max_digits=13, decimal_places=2)
    currency: str = Field("", pattern="^([A-Z]{3})?$")
    starts_on: Day
    renews_on: Day | None = None
    ends_on: Day | None = None


class ContractOut(TermsOf):
    """One contract of a company."""

    id: int
    company_id: int
    company: str
    owner: str
    changed_at: datetime


class ContractsPage(Schema):
    """One page of contracts."""

    items: list[ContractOut]
    next: str | None


@router.get("/contracts", auth=READ, response=ContractsPage, summary="List contracts that run")
def list_contracts(request: Call, after: After = "", limit: Limit = 50) -> ContractsPage:
    """Return the contracts that run, by what comes next: the renewal or the end."""
    match opened("contracts", after):
        case ():
            mark = ""
        case (str(mark),):
            pass
        case _:
            raise Problem(422, "this is no mark of a page of this list")
    found = running(today=request.now.date(), after=mark, size=limit)
    items = [ContractOut.from_orm(one) for one in found.rows]
    return ContractsPage(items=items, next=sealed("contracts", found.next) if found.next else None)


@router.get(
    "/companies/{int:company_id}/contracts", auth=READ, response=list[ContractOut], summary="List what a company bought"
)
def of_company(request: Call, company_id: Id) -> list[ContractOut]:
    """Return the contracts of a company, the latest first, those that ended too."""
    return [ContractOut.from_orm(one) for one in contracts_of(company_for(maker(request), company_id).pk)]


@router.post(
    "/companies/{int:company_id}/contracts", auth=WRITE, response={201: ContractOut}, summary="Note a contract"
)
def note(request: Call, company_id: Id, terms: TermsOf, response: HttpResponse) -> Status[ContractOut]:
    """Note what a company has bought; its people know by it when the next renewal is."""
    company = company_for(maker(request), company_id)
    made = _kept(request, terms, company_id=company.pk)
    response.headers["Location"] = f"/api/v1/contracts/{made.id}"
    return Status(201, made)


@router.get("/contracts/{int:contract_id}", auth=READ, response=ContractOut, summary="Read one contract")
def read(request: Call, contract_id: Id) -> ContractOut:
    """Return one contract."""
    one = contract(contract_id)
    if one is None:
        raise NoSuch("contract")
    return ContractOut.from_orm(one)


@router.put("/contracts/{int:contract_id}", auth=WRITE, response=ContractOut, summary="Change a contract")
def change(request: Call, contract_id: Id, terms: TermsOf) -> ContractOut:
    """Change a contract, or say when it ended."""
    return _kept(request, terms, company_id=read(request, contract_id).company_id, contract_id=contract_id)


def _kept(request: Call, terms: TermsOf, **which: Any) -> ContractOut:
    try:
        kept = keep_contract(Terms(**terms.dict()), by=request.auth.made_by, at=request.now, **which)
    except UnableToNoteContract as unable:
        errors = [{"at": f"body/{name}", "says": in_english(says)} for name, says in unable.says.items()]
        raise Problem(422, "this cannot be taken", errors=errors) from None
    return read(request, kept.pk)
