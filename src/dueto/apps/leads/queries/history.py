"""What happened with people and companies before: bought, given back, in somebody's hands. For whoever finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dueto.apps.leads.models import Lead

if TYPE_CHECKING:
    from dueto.apps.handoff.models import Handoff

MOST = 200


@dataclass(frozen=True, slots=True)
class Past:
    """The last lead of somebody: where it stands or how it ended, and with whom."""

    stage: str
    executive: str
    since: datetime
    ended_at: datetime | None
    end: str
    reason: str


def pasts_of(person_ids: Iterable[int]) -> dict[int, Past]:
    """Return the last lead of each of these people who had one. One query."""
    leads = Lead.objects.filter(person_id__in=list(person_ids)).select_related("handoff__executive")
    return {lead.person_id: _past(lead) for lead in leads.order_by("crossed_at", "id")[:MOST]}


def pasts_of_company(company_id: int) -> tuple[Past, ...]:
    """Return the leads of a company that tell most: an open one, and one that was won. One query."""
    leads = Lead.objects.filter(company_id=company_id).select_related("handoff__executive")
    rows = [_past(lead) for lead in leads.order_by("-crossed_at", "-id")[:MOST]]
    is_open = next((one for one in rows if one.ended_at is None), None)
    won = next((one for one in rows if one.end == "won"), None)
    return tuple(one for one in (is_open, won) if one is not None)


def _past(lead: Lead) -> Past:
    handoff: Handoff | None = getattr(lead, "handoff", None)
    executive = handoff.executive.name if handoff and handoff.executive else ""
    return Past(lead.stage, executive, lead.crossed_at, lead.ended_at, lead.end, lead.end_reason)
