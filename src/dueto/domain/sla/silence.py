"""When a lead comes back because sales fell silent about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dueto.domain.sla.calendar import Calendar, NeverDue
from dueto.domain.sla.clock import NONE
from dueto.domain.sla.instants import in_utc


@dataclass(frozen=True, slots=True)
class Silence:
    """So much working time without a human act of sales is silence enough.

    `acts` are what sales did, the hand-over itself among it; `since` is from when on the agreement promises it. A
    meeting that is agreed counts as an act at its own time, also while it lies ahead. A next attempt that is planned
    keeps the lead until its time, and no longer: a plan is no act.
    """

    allowed: timedelta
    acts: tuple[datetime, ...]
    since: datetime | None = None
    meeting_at: datetime | None = None
    planned_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.allowed <= NONE:
            raise ValueError(f"silence needs some time, not {self.allowed}")
        if not self.acts:
            raise ValueError("who has never been handed anything cannot be silent about it")


def ends_at(silence: Silence, *, calendar: Calendar) -> datetime | NeverDue:
    """Return the instant at which the silence is long enough, in the working time of whoever has the lead."""
    heard_at = max(at for at in (*silence.acts, silence.since, silence.meeting_at) if at is not None)
    due_at = calendar.due(start=heard_at, worked=silence.allowed)
    if isinstance(due_at, NeverDue) or silence.planned_at is None:
        return due_at
    return max(due_at, in_utc(silence.planned_at))
