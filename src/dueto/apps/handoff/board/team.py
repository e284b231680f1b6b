"""How each promise of sales is kept by whom. Names are for managers and for oneself; the page decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from dueto.apps.handoff.board.counts import broken, kept, span
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.team.models import Member
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
    judged = _judged(period, as_of=as_of)
    late = _late(as_of=as_of)
    received = _received(period, as_of=as_of)
    names = Member.objects.filter(pk__in={*late, *received, *(member for member, _ in judged)})
    return tuple(
        Part(
            member_id=member,
            name=name,
            team=team,
            received=received.get(member, 0),
            answered=judged.get((member, Kind.ANSWER), Share()),
            contacted=judged.get((member, Kind.FIRST_CONTACT), Share()),
            late=late.get(member, 0),
        )
        for member, name, team in names.order_by("name", "pk").values_list("pk", "name", "team")
    )


def _judged(period: Period, *, as_of: datetime) -> dict[tuple[int, str], Share]:
    rows = (
        Clock.objects.filter(kind__in=(Kind.ANSWER, Kind.FIRST_CONTACT), started_at__range=span(period, as_of=as_of))
        .exclude(owed_by=None)
        .values("owed_by", "kind")
        .annotate(kept=Count("id", filter=kept()), broken=Count("id", filter=broken(as_of)))
        .values_list("owed_by", "kind", "kept", "broken")
    )
    return {(member, kind): Share(met, met + missed) for member, kind, met, missed in rows}


def _late(*, as_of: datetime) -> dict[int, int]:
    clocks = Clock.objects.filter(side="sales", stopped_at=None, due_at__lte=as_of).exclude(owed_by=None)
    return dict(clocks.values("owed_by").annotate(n=Count("id")).values_list("owed_by", "n"))


def _received(period: Period, *, as_of: datetime) -> dict[int, int]:
    sent = Handoff.objects.filter(sent_at__range=span(period, as_of=as_of)).exclude(executive=None)
    return dict(sent.values("executive").annotate(n=Count("id")).values_list("executive", "n"))
