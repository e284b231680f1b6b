"""What happens, rung by rung, while a commitment is not kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.clock import NONE, Clock, instant_at, is_past


class Act(StrEnum):
    """What a rung does."""

    TELL_EXECUTIVE = "tell_executive"
    TELL_MANAGER = "tell_manager"
    REROUTE = "reroute"


@dataclass(frozen=True, slots=True)
class Rung:
    """When `percent` of the commitment is used and `after` more has been worked, `act`. The name is what fires once."""

    name: str
    act: Act
    percent: int = 100
    after: timedelta = NONE

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 100 or self.after < NONE:
            raise ValueError(f"a rung stands at 0 to 100 percent and not before that, not at {self}")


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the lowest to the highest, each with a name of its own."""

    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if len({rung.name for rung in self.rungs}) < len(self.rungs):
            raise ValueError("two rungs of a ladder have the same name")
        for lower, higher in zip(self.rungs, self.rungs[1:], strict=False):
            if higher.percent < lower.percent or higher.after < lower.after:
                raise ValueError(f"the rung {higher.name} stands above {lower.name} but comes before it")


def usual_ladder(*, manager_after: timedelta, reroute_after: timedelta) -> Ladder:
    """Return the ladder of the house: at 75 % and when due to the executive, then to the manager, then re-route."""
    return Ladder(
        (
            Rung("reminder", Act.TELL_EXECUTIVE, percent=75),
            Rung("due", Act.TELL_EXECUTIVE),
            Rung("manager", Act.TELL_MANAGER, after=manager_after),
            Rung("reroute", Act.REROUTE, after=reroute_after),
        )
    )


@dataclass(frozen=True, slots=True)
class Firing:
    """A rung that is to fire, and the exact instant to which it belongs, however late it is noticed.

    `is_moot` if the clock has been stopped since: the firing belongs in the journal, but nobody needs to hear of it.
    """

    rung: Rung
    at: datetime
    is_moot: bool


def rungs_due(
    ladder: Ladder, *, clock: Clock, calendar: Calendar, as_of: datetime, fired: Collection[str]
) -> tuple[Firing, ...]:
    """Return the rungs that have come by `as_of` and whose names are not among `fired`, in order.

    A clock that was stopped at or before the instant of a rung never reaches it.
    """
    seen = clock.seen(as_of)
    firings = []
    for rung in ladder.rungs:
        if rung.name not in fired:
            at = _instant(rung, seen, calendar=calendar, as_of=as_of)
            if at is not None and is_past(at, seen, as_of=as_of):
                firings.append(Firing(rung, at, is_moot=seen.stopped_at is not None))
    return tuple(firings)


def next_rung_at(
    ladder: Ladder, *, clock: Clock, calendar: Calendar, as_of: datetime, fired: Collection[str]
) -> datetime | None:
    """Return when to look again: the earliest instant of a rung that has not fired, which may have passed.

    None if nothing more can come unless somebody resumes the clock: all have fired, it is stopped or a pause holds it.
    """
    due = rungs_due(ladder, clock=clock, calendar=calendar, as_of=as_of, fired=fired)
    if due:
        return due[0].at
    seen = clock.seen(as_of)
    if seen.stopped_at is not None:
        return None
    waiting = (rung for rung in ladder.rungs if rung.name not in fired)
    instants = (_instant(rung, seen, calendar=calendar, as_of=as_of) for rung in waiting)
    return min((at for at in instants if at is not None), default=None)


def _instant(rung: Rung, clock: Clock, *, calendar: Calendar, as_of: datetime) -> datetime | None:
    """Return when the rung comes; None while a pause holds the clock, and on a calendar that never gets there."""
    at = instant_at(clock, calendar=calendar, as_of=as_of, percent=rung.percent, after=rung.after)
    return at if isinstance(at, datetime) else None
