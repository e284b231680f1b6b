"""How each promise of sales is kept by whom. Names are for managers and for oneself; the page decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dueto.apps.handoff.board.counts import broken, kept, span
from dueto.apps.handoff.models import Clock, Handoff, Return
from dueto.domain.commitments.period import Period
from dueto.domain.commitments.share import Share
from dueto.domain.sla.kinds import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part in a period: hand-offs received, answered and contacted in time, overdue now."""

    member_id: int
    name: str
    team: str
    received: int
    answered: Share
    contacted: Share
    late: int


def parts(period: Period, *, as_of: datetime) -> tuple[Part, ...]:
    """Return the part of everybody in sales who received something or owes something, by name."""
    during = Q(started_at__range=span(period, as_of=as_of))
    rows = (
        Clock.objects.filter(during | Q(stopped_at=None), side="sales")
        .exclude(owed_by=None)
        .values("owed_by", "owed_by__name", "owed_by__team")
        .annotate(
            answered=Count("id", filter=during & Q(kind=Kind.ANSWER) & kept()),
            unanswered=Count("id", filter=during & Q(kind=Kind.ANSWER) & broken(as_of)),
            contacted=Count("id", filter=during & Q(kind=Kind.FIRST_CONTACT) & kept()),
            untouched=Count("id", filter=during & Q(kind=Kind.FIRST_CONTACT) & broken(as_of)),
            late=Count("id", filter=Q(stopped_at=None, due_at__lte=as_of)),
        )
        .order_by("owed_by__name", "owed_by")
    )
    received = dict(
        Handoff.objects.filter(sent_at__range=span(period, as_of=as_of))
        .exclude(executive=None)
        .values("executive")
        .annotate(n=Count("id"))
        .values_list("executive", "n")
    )
    return tuple(
        Part(
            member_id=row["owed_by"],
            name=row["owed_by__name"],
            team=row["owed_by__team"],
            received=received.get(row["owed_by"], 0),
            answered=Share(row["answered"], row["answered"] + row["unanswered"]),
            contacted=Share(row["contacted"], row["contacted"] + row["untouched"]),
            late=row["late"],
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """How many returns somebody of marketing answered in a period."""

    member_id: int
    name: str
    n: int


def answers(period: Period, *, as_of: datetime) -> tuple[Answers, ...]:
    """Return who answered how many returns in the period, by name."""
    rows = (
        Return.objects.filter(answered_at__range=span(period, as_of=as_of))
        .exclude(answered_by=None)
        .values_list("answered_by", "answered_by__name")
        .annotate(n=Count("id"))
        .order_by("answered_by__name", "answered_by")
    )
    return tuple(Answers(*row) for row in rows)
