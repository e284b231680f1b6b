"""What is overdue and what runs out today, by name, with whose clock it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from dueto.apps.handoff.board.counts import TEAMS
from dueto.apps.handoff.board.people import Who, who
from dueto.apps.handoff.clocks import agreement_of, calendar_for, standing
from dueto.apps.handoff.models import Clock
from dueto.domain.sla.clock import Standing
from dueto.domain.sla.kinds import Kind

MOST = 6
"""So many of each team: what one of them has left lying must not hide what the other has."""


@dataclass(frozen=True, slots=True)
class Due:
    """One running clock: what is owed, for whom, by whom (nobody: the whole team), and until when.

    `standing` is its arithmetic in working time, where it was asked for and where the clock can ever be due.
    """

    clock_id: int
    handoff_id: int
    kind: Kind
    side: str
    who: Who
    owner: str
    owner_id: int | None
    started_at: datetime
    budget: timedelta
    due_at: datetime
    is_late: bool
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose clocks: of one member, of one team, or of everybody."""

    member_id: int | None = None
    side: str | None = None

    @property
    def parts(self) -> tuple[Q, ...]:
        """The conditions for them, one for each team: the index goes by team and due time."""
        if self.member_id is not None:
            return (Q(owed_by_id=self.member_id, side="sales"),)
        return tuple(Q(side=side) for side in TEAMS if self.side in (None, side))


EVERYBODY = Whose()


def overdue(*, as_of: datetime, most: int = MOST, whose: Whose = EVERYBODY) -> tuple[Due, ...]:
    """Return what has run out, at most so many of each team, the longest ago first."""
    parts = [_running(part).filter(due_at__lte=as_of)[:most] for part in whose.parts]
    return _merged(_due(clock, as_of) for part in parts for clock in part)


def due_until(until: datetime, *, as_of: datetime, most: int = MOST, whose: Whose = EVERYBODY) -> tuple[Due, ...]:
    """Return what has run out or runs out before `until`, the first first, each with its arithmetic."""
    parts = [
        _running(part)
        .filter(due_at__lt=until)
        .select_related("handoff__lead__agreement")
        .defer("handoff__lead__agreement__document")
        .prefetch_related("owed_by__absences")[:most]
        for part in whose.parts
    ]
    return _merged(_due(clock, as_of, _counted(clock, as_of)) for part in parts for clock in part)


def _merged(dues: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(dues, key=lambda due: (due.due_at, due.clock_id)))


def _running(part: Q) -> QuerySet[Clock]:
    clocks = Clock.objects.filter(part, stopped_at=None)
    return clocks.select_related("owed_by", "handoff__lead__person__card").order_by("due_at", "id")


def _counted(clock: Clock, as_of: datetime) -> Standing | None:
    calendar = calendar_for(clock, agreement_of(clock.handoff))
    found = standing(clock, calendar=calendar, as_of=as_of)
    return found if isinstance(found, Standing) else None


def _due(clock: Clock, as_of: datetime, counted: Standing | None = None) -> Due:
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
        budget=clock.budget,
        due_at=clock.due_at,
        is_late=clock.due_at <= as_of,
        standing=counted,
    )
