"""Qualified opportunities and their hand-offs, page by page."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ninja import Router, Schema

from dueto.api.calls import Call
from dueto.api.cursors import After, Limit, Word, number_in, page
from dueto.api.keys import Token
from dueto.apps.handoff.queries.listed import handoffs_after, leads_after

router = Router()
READ = Token("leads:read")


class LeadOut(Schema):
    """One passage of one person under one definition, from crossing to its end."""

    id: int
    person: int
    definition: str
    agreement: int
    passage: int
    stage: str
    fit: int
    behaviour: int
    is_fast: bool
    crossed_at: datetime
    ended_at: datetime | None
    end: str
    end_reason: str
    handoff: int | None
    amount: Decimal | None
    currency: str | None


class LeadsPage(Schema):
    """One page of leads, by id."""

    items: list[LeadOut]
    next: str | None


class HandoffOut(Schema):
    """The contract by which a lead was passed to an executive."""

    id: int
    lead: int
    person: int
    state: str
    executive: str
    sent_at: datetime | None
    answered_at: datetime | None
    first_contact_at: datetime | None


class HandoffsPage(Schema):
    """One page of hand-offs, by id."""

    items: list[HandoffOut]
    next: str | None


@router.get("/leads", auth=READ, response=LeadsPage, summary="List qualified opportunities")
def list_leads(request: Call, after: After = "", limit: Limit = 50, stage: Word = "") -> LeadsPage:
    """Return leads by id; `stage` keeps those that stand there."""
    found = leads_after(number_in("leads", after), limit=limit + 1, stage=stage)
    items, behind = page("leads", found, limit=limit, key=lambda one: one.id)
    return LeadsPage(items=[LeadOut.from_orm(one) for one in items], next=behind)


@router.get("/handoffs", auth=READ, response=HandoffsPage, summary="List hand-offs")
def list_handoffs(request: Call, after: After = "", limit: Limit = 50, state: Word = "") -> HandoffsPage:
    """Return hand-offs by id; `state` keeps those that stand so."""
    found = handoffs_after(number_in("handoffs", after), limit=limit + 1, state=state)
    items, behind = page("handoffs", found, limit=limit, key=lambda one: one.id)
    return HandoffsPage(items=[HandoffOut.from_orm(one) for one in items], next=behind)
