"""Clocks as they are shown: in words, with their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dueto.apps.handoff.clocks import calendar_for, standing
from dueto.apps.handoff.models import Clock
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message
from dueto.domain.sla.calendar import NeverDue
from dueto.domain.sla.clock import State
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.words import NAMES, in_words

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Face:
    """One clock: what is owed, how it stands, and the figures behind it. Times of work, but for instants."""

    kind: str
    name: Message
    side: str
    words: Message
    started_at: datetime
    budget: timedelta
    agreed_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    used: timedelta = timedelta(0)
    left: timedelta = timedelta(0)
    late: timedelta = timedelta(0)
    is_late: bool = False
    is_soon: bool = False
    is_paused: bool = False
    is_done: bool = False
    is_moot: bool = False


def face_of(clock: Clock, *, agreement: Agreement, as_of: datetime) -> Face:
    """Return how `clock` is shown at `as_of`; who owes it was read with it, and when they are absent."""
    kind = Kind(clock.kind)
    bare = (clock.kind, NAMES[kind], clock.side)
    stands = standing(clock, calendar=calendar_for(clock, agreement), as_of=as_of)
    if isinstance(stands, NeverDue):
        return Face(*bare, stands.says, clock.started_at, clock.budget, clock.agreed_at, None, None, is_paused=True)
    return Face(
        *bare, in_words(stands), clock.started_at, clock.budget, clock.agreed_at, stands.due_at, stands.stopped_at,
        used=stands.used, left=stands.left, late=stands.late,
        is_late=stands.state is State.MISSED and stands.stopped_at is None,
        is_soon=stands.state is State.RUNNING and stands.left <= SOON,
        is_paused=stands.state is State.PAUSED,
        is_done=stands.stopped_at is not None and stands.state is not State.MOOT,
        is_moot=stands.state is State.MOOT,
    )  # fmt: skip
