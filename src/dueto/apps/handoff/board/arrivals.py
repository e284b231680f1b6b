"""What came in: who crossed, from where people came, what was won, who is one datum away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count

from dueto.apps.handoff.board.counts import crossed
from dueto.apps.handoff.board.goal import won_in
from dueto.apps.handoff.board.people import Who, who
from dueto.apps.handoff.models import Clock, Return
from dueto.apps.leads.models import Opportunity, Verdict
from dueto.domain.commitments.period import Period
from dueto.domain.sla.kinds import Kind

FEW = 8
MANY = 999
"""Beyond this, how many are one datum away does not matter."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Somebody who qualified: how, when, from where they first came, and who has them now."""

    lead_id: int
    who: Who
    at: datetime
    fit: int
    behaviour: int
    is_fast: bool
    origin: str
    executive: str


def crossings(day: Period, *, as_of: datetime, most: int = FEW) -> tuple[Crossing, ...]:
    """Return who crossed in the day, the latest first."""
    rows = (
        crossed(day, as_of=as_of)
        .select_related("person__card", "origin", "handoff__executive")
        .order_by("-crossed_at", "-id")[:most]
    )
    return tuple(
        Crossing(
            lead_id=lead.pk,
            who=who(lead.person),
            at=lead.crossed_at,
            fit=lead.fit,
            behaviour=lead.behaviour,
            is_fast=lead.is_fast,
            origin=lead.origin.campaign or lead.origin.channel if lead.origin else "",
            executive=handoff.executive.name
            if (handoff := getattr(lead, "handoff", None)) and handoff.executive
            else "",
        )
        for lead in rows
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """A source and how many it brought to the definition."""

    channel: str
    campaign: str
    qualified: int


def origins(period: Period, *, as_of: datetime, most: int = 6) -> tuple[Origin, ...]:
    """Return where those came from who qualified in the period, the most first."""
    rows = (
        crossed(period, as_of=as_of)
        .values_list("origin__channel", "origin__campaign")
        .annotate(n=Count("id"))
        .order_by("-n", "origin__channel", "origin__campaign")[:most]
    )
    return tuple(Origin(channel or "", campaign or "", n) for channel, campaign, n in rows)


@dataclass(frozen=True, slots=True)
class Win:
    """A sale that was won, and by whom."""

    person: Who
    executive: str
    amount: Decimal | None
    currency: str
    at: datetime
    handoff_id: int | None


def wins(period: Period, *, as_of: datetime, most: int = 5) -> tuple[Win, ...]:
    """Return what was won in the period, the latest first."""
    rows = (
        won_in(period, as_of=as_of)
        .select_related("lead__person__card", "lead__handoff__executive")
        .order_by("-closed_at", "-id")[:most]
    )
    return tuple(_win(sale) for sale in rows)


def _win(sale: Opportunity) -> Win:
    assert sale.closed_at is not None
    handoff = getattr(sale.lead, "handoff", None)
    return Win(
        person=who(sale.lead.person),
        executive=handoff.executive.name if handoff and handoff.executive else "",
        amount=sale.amount,
        currency=sale.currency,
        at=sale.closed_at,
        handoff_id=handoff.pk if handoff else None,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """What marketing has to do: returns to answer, the first of which is due so; people one datum away."""

    returns: int
    due_at: datetime | None
    one_datum: int
    is_many: bool


def owed_by_marketing() -> Owed:
    """Return what waits for marketing."""
    due_at = (
        Clock.objects.filter(kind=Kind.ANSWER_RETURN, side="marketing", stopped_at=None)
        .exclude(due_at=None)
        .order_by("due_at")
        .values_list("due_at", flat=True)
        .first()
    )
    near = Verdict.objects.exclude(datum="").values("id")[: MANY + 1].count()
    return Owed(
        Return.objects.filter(answered_at=None, is_recycling=False).count(), due_at, min(near, MANY), near > MANY
    )
