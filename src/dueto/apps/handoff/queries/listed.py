"""Leads and hand-offs one after the other, for programs that read them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from dueto.apps.handoff.models import Handoff
from dueto.apps.leads.models import Lead

if TYPE_CHECKING:
    from dueto.apps.leads.models import Opportunity


@dataclass(frozen=True, slots=True)
class LeadListed:
    """One lead."""

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


@dataclass(frozen=True, slots=True)
class HandoffListed:
    """One hand-off."""

    id: int
    lead: int
    person: int
    state: str
    executive: str
    sent_at: datetime | None
    answered_at: datetime | None
    first_contact_at: datetime | None


def leads_after(lead_id: int, *, limit: int, stage: str = "") -> list[LeadListed]:
    """Return leads by id beyond `lead_id`. One query."""
    leads = Lead.objects.filter(id__gt=lead_id).select_related("agreement", "handoff", "opportunity")
    if stage:
        leads = leads.filter(stage=stage)
    return [_lead(lead) for lead in leads.order_by("id")[:limit]]


def handoffs_after(handoff_id: int, *, limit: int, state: str = "") -> list[HandoffListed]:
    """Return hand-offs by id beyond `handoff_id`. One query."""
    handoffs = Handoff.objects.filter(id__gt=handoff_id).select_related("lead", "executive")
    if state:
        handoffs = handoffs.filter(state=state)
    return [
        HandoffListed(
            row.pk, row.lead_id, row.lead.person_id, row.state, row.executive.name if row.executive else "",
            row.sent_at, row.answered_at, row.first_contact_at,
        )
        for row in handoffs.order_by("id")[:limit]
    ]  # fmt: skip


def _lead(lead: Lead) -> LeadListed:
    handoff: Handoff | None = getattr(lead, "handoff", None)
    sale: Opportunity | None = getattr(lead, "opportunity", None)
    return LeadListed(
        id=lead.pk, person=lead.person_id, definition=lead.definition, agreement=lead.agreement.number,
        passage=lead.passage, stage=lead.stage, fit=lead.fit, behaviour=lead.behaviour, is_fast=lead.is_fast,
        crossed_at=lead.crossed_at, ended_at=lead.ended_at, end=lead.end, end_reason=lead.end_reason,
        handoff=handoff.pk if handoff else None, amount=sale.amount if sale else None,
        currency=sale.currency if sale else None,
    )  # fmt: skip
