"""What is overdue and what runs out today, by name, with whose clock it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dueto.apps.handoff.board.counts import TEAMS
from dueto.apps.handoff.board.people import Who, who
from dueto.apps.handoff.models import Clock
from dueto.domain.commitments.period import Period
from dueto.domain.sla.kinds import Kind

MOST = 12


@dataclass(frozen=True, slots=True)
class Due:
    """One running clock: what is owed, for whom, by whom (nobody: the whole team), and until when."""

    clock_id: int
    handoff_id: int
    kind: Kind
    side: str
    who: Who
    owner: str
    owner_id: int | None
    started_at: datetime
    due_at: datetime
    is_late: bool


def overdue(*, as_of: datetime, most: int = MOST, member_id: int | None = None) -> tuple[Due, ...]:
    """Return what has run out, the longest ago first; of one member if asked."""
    return _read(Q(due_at__lte=as_of), as_of=as_of, most=most, member_id=member_id)


def due_today(*, as_of: datetime, today: Period, most: int = MOST, member_id: int | None = None) -> tuple[Due, ...]:
    """Return what runs out before the day ends, the next first."""
    ahead = Q(due_at__gt=as_of, due_at__lt=today.ends_at)
    return _read(ahead, as_of=as_of, most=most, member_id=member_id)


def _read(when: Q, *, as_of: datetime, most: int, member_id: int | None) -> tuple[Due, ...]:
    clocks = Clock.objects.filter(when, stopped_at=None, side__in=TEAMS)
    if member_id is not None:
        clocks = clocks.filter(owed_by_id=member_id)
    rows = clocks.select_related("owed_by", "handoff__lead__person__card").order_by("due_at", "id")[:most]
    return tuple(_due(clock, as_of) for clock in rows)


def _due(clock: Clock, as_of: datetime) -> Due:
    assert clock.due_at is not None
    return Due(
        clock_id=clock.pk,
        handoff_id=clock.handoff_id,
        kind=Kind(clock.kind),
        side=clock.side,
        who=who(clock.handoff.lead.person),
        owner=clock.owed_by.name if clock.owed_by else "",
        owner_id=clock.owed_by_id,
        started_at=clock.started_at,
        due_at=clock.due_at,
        is_late=clock.due_at <= as_of,
    )
