"""The leads of one company, whoever's of its people they are, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dueto.apps.leads.models import Lead

MOST = 50


@dataclass(frozen=True, slots=True)
class CompanyLead:
    """One lead of a company. Without a hand-off it has not been handed over; `amount` is that of the sale."""

    id: int
    person_id: int
    name: str
    definition: str
    stage: str
    crossed_at: datetime
    ended_at: datetime | None
    end: str
    executive: str
    handoff_id: int | None
    amount: Decimal | None
    currency: str

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.ended_at is None

    @property
    def is_won(self) -> bool:
        """Whether the company became a customer by it."""
        return self.end == "won" or self.stage == "won"


def leads_of_company(company_id: int, *, limit: int = MOST) -> list[CompanyLead]:
    """Return the leads of a company, those under way first, then the newest. One query."""
    rows = Lead.objects.filter(company_id=company_id).select_related(
        "person__card", "handoff__executive", "opportunity"
    )
    leads = [_one(lead) for lead in rows.order_by("-crossed_at", "-id")[:limit]]
    return sorted(leads, key=lambda lead: not lead.is_open)


def _one(lead: Lead) -> CompanyLead:
    handoff, sale = getattr(lead, "handoff", None), getattr(lead, "opportunity", None)
    return CompanyLead(
        id=lead.pk,
        person_id=lead.person_id,
        name=getattr(getattr(lead.person, "card", None), "full_name", ""),
        definition=lead.definition,
        stage=lead.stage,
        crossed_at=lead.crossed_at,
        ended_at=lead.ended_at,
        end=lead.end,
        executive=handoff.executive.name if handoff and handoff.executive else "",
        handoff_id=handoff.pk if handoff else None,
        amount=sale.amount if sale else None,
        currency=sale.currency if sale else "",
    )
