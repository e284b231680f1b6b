"""One commitment as a clock: when it is due, how much of it is used and left, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from dueto.domain.sla.calendar import Calendar, NeverDue
from dueto.domain.sla.instants import in_utc

NONE = timedelta(0)


class State(StrEnum):
    """How a commitment stands."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    MOOT = "moot"


@dataclass(frozen=True, slots=True)
class Pause:
    """From `began_at` up to but without `ended_at` the clock does not run; without an end, it is still paused."""

    began_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "began_at", in_utc(self.began_at))
        object.__setattr__(self, "ended_at", _maybe_utc(self.ended_at))
        if self.ended_at is not None and self.ended_at < self.began_at:
            raise ValueError(f"a pause ends before it begins: {self}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A commitment: so much working time from `started_at` on, or an agreed meeting at `agreed_at`.

    Pauses may overlap and stand in any order. A pause does not move an agreed meeting. `is_moot` tells that it was
    stopped because its reason went away, not because it was kept.
    """

    started_at: datetime
    budget: timedelta
    pauses: tuple[Pause, ...] = ()
    stopped_at: datetime | None = None
    agreed_at: datetime | None = None
    is_moot: bool = False

    def __post_init__(self) -> None:
        if self.budget <= NONE:
            raise ValueError(f"a commitment needs some time, not {self.budget}")
        object.__setattr__(self, "started_at", in_utc(self.started_at))
        object.__setattr__(self, "pauses", tuple(sorted(self.pauses, key=lambda pause: pause.began_at)))
        object.__setattr__(self, "stopped_at", _maybe_utc(self.stopped_at))
        object.__setattr__(self, "agreed_at", _maybe_utc(self.agreed_at))

    def seen(self, as_of: datetime) -> Clock:
        """Return the clock as it was at `as_of`: what happened later is not seen, nor a pause after the stop."""
        as_of = in_utc(as_of)
        stopped_at = self.stopped_at if self.stopped_at is not None and self.stopped_at <= as_of else None
        last = as_of if stopped_at is None else stopped_at
        pauses = (
            pause if pause.ended_at is not None and pause.ended_at <= last else Pause(pause.began_at)
            for pause in self.pauses
            if pause.began_at <= last
        )
        return replace(self, pauses=tuple(pauses), stopped_at=stopped_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands at one instant. `used`, `left` and `late` are working time that was not paused.

    `due_at` is None while a pause holds the clock, for nobody knows then when it is due, and for what was done although
    it could never have been due. `stopped_at` is when it was done, as far as that was seen.
    """

    state: State
    due_at: datetime | None
    used: timedelta
    left: timedelta
    late: timedelta
    stopped_at: datetime | None = None

    @property
    def breached_at(self) -> datetime | None:
        """When the commitment was broken: the due instant, however late somebody looked."""
        return self.due_at if self.state is State.MISSED else None


def standing(clock: Clock, *, calendar: Calendar, as_of: datetime) -> Standing | NeverDue:
    """Return how the clock stands at `as_of`; what happened at `as_of` itself is seen.

    Stopped at the due instant is kept in time, or moot if its reason went away; not stopped at the due instant is
    missed from that instant on. What was missed stays missed: a stop, moot or not, or a pause, after the due instant
    changes only how late it is.
    """
    seen = clock.seen(as_of)
    due_at = instant_at(seen, calendar=calendar, as_of=as_of)
    if isinstance(due_at, NeverDue):
        if seen.stopped_at is None:
            return due_at
        due_at = None
    now = in_utc(as_of) if seen.stopped_at is None else seen.stopped_at
    used = _worked(_runs(seen, since=seen.started_at), calendar=calendar, until=now)
    if due_at is not None and is_past(due_at, seen, as_of=as_of):
        late = _worked(_runs(seen, since=due_at), calendar=calendar, until=now)
        return Standing(State.MISSED, due_at, used, NONE, late, seen.stopped_at)
    left = seen.budget - used
    if seen.agreed_at is not None and due_at is not None:
        left = calendar.working_time(start=max(now, seen.started_at), end=due_at)
    return Standing(_state_in_time(seen, due_at), due_at, used, left, NONE, seen.stopped_at)


def instant_at(
    clock: Clock, *, calendar: Calendar, as_of: datetime, percent: int = 100, after: timedelta = NONE
) -> datetime | NeverDue | None:
    """Return when `percent` of the commitment is used and `after` more has been worked; None while a pause holds it.

    With 100 percent and nothing after, this is the due instant. A share of an agreed meeting is a share of the working
    time up to it.
    """
    seen = clock.seen(as_of)
    reached: datetime | NeverDue | None
    if seen.agreed_at is None:
        share = seen.budget * percent // 100
        reached = _reached(_runs(seen, since=seen.started_at), calendar=calendar, worked=share)
    else:
        reached = _towards(seen.agreed_at, seen.started_at, calendar=calendar, percent=percent)
    if after == NONE or reached is None or isinstance(reached, NeverDue):
        return reached
    return _reached(_runs(seen, since=reached), calendar=calendar, worked=after)


def is_past(instant: datetime, clock: Clock, *, as_of: datetime) -> bool:
    """Return whether the clock, as seen at `as_of`, ran up to `instant` and was not stopped by then."""
    return instant <= in_utc(as_of) if clock.stopped_at is None else instant < clock.stopped_at


def _state_in_time(seen: Clock, due_at: datetime | None) -> State:
    if seen.stopped_at is not None:
        return State.MOOT if seen.is_moot else State.MET
    return State.PAUSED if due_at is None else State.RUNNING


def _towards(agreed_at: datetime, started_at: datetime, *, calendar: Calendar, percent: int) -> datetime | NeverDue:
    if percent == 100 or agreed_at <= started_at:
        return max(agreed_at, started_at)
    way = calendar.working_time(start=started_at, end=agreed_at)
    return calendar.due(start=started_at, worked=way * percent // 100)


def _runs(clock: Clock, *, since: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield from when to when the clock runs, from `since` on; the last run has no end unless a pause holds it."""
    for pause in clock.pauses:
        if pause.began_at > since:
            yield since, pause.began_at
        if pause.ended_at is None:
            return
        since = max(since, pause.ended_at)
    yield since, None


def _reached(
    runs: Iterable[tuple[datetime, datetime | None]], *, calendar: Calendar, worked: timedelta
) -> datetime | NeverDue | None:
    """Return when `worked` has been worked within the runs, or None if they end before."""
    for begin, end in runs:
        within = None if end is None else calendar.working_time(start=begin, end=end)
        if within is None or worked <= within:
            return calendar.due(start=begin, worked=worked)
        worked -= within
    return None


def _worked(runs: Iterable[tuple[datetime, datetime | None]], *, calendar: Calendar, until: datetime) -> timedelta:
    """Return how much has been worked within the runs up to `until`."""
    return sum(
        (
            calendar.working_time(start=begin, end=until if end is None else min(end, until))
            for begin, end in runs
            if begin < until
        ),
        NONE,
    )


def _maybe_utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else in_utc(instant)
