"""The naive opinion on clocks: every ten minutes are asked whether they are worked and not paused.

Whatever is drawn falls on whole ten minutes; a tick is ten minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from tests.domain.sla.drawn import CHANGES, calendar, hours
from tests.domain.sla.oracle import Hours, Walk

TICK = timedelta(minutes=10)
LENGTH = 14 * 24 * 6
LADDER = (("quarter", 25, 0), ("reminder", 75, 0), ("due", 100, 0), ("manager", 100, 9), ("reroute", 100, 30))


@dataclass(frozen=True)
class Case:
    """A clock in ticks since the walk began, and when somebody looks."""

    hours: Hours
    walk: Walk
    started: int
    budget: int
    pauses: tuple[tuple[int, int | None], ...]
    stopped: int | None
    agreed: int | None
    as_of: int
    fired: tuple[str, ...] = ()
    is_moot: bool = False


@dataclass(frozen=True)
class Opinion:
    """What is thought of a clock, in ticks since the walk began; the rungs that fire, each with its tick."""

    state: str
    due: int | None
    used: int
    left: int
    late: int
    rungs: tuple[tuple[str, int], ...]
    next_rung: int | None


class Naive:
    """One clock, as it was seen at the instant of the question."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.stopped = case.stopped if case.stopped is not None and case.stopped <= case.as_of else None
        self.now = case.as_of if self.stopped is None else self.stopped
        self.open = case.walk.worked
        self.runs = [is_open and not self.is_paused(tick) for tick, is_open in enumerate(self.open)]

    def is_paused(self, tick: int) -> bool:
        """Return whether a pause that began by now holds the clock; one that is not over by now is not over."""
        return any(
            gone <= tick and (back is None or back > self.now or tick < back)
            for gone, back in self.case.pauses
            if gone <= self.now
        )

    def reached(self, begin: int, needed: int, counts: list[bool]) -> int | None:
        """Return the tick at which so many have counted; None if they never do."""
        tick = begin
        while needed > 0:
            if tick == LENGTH:
                return None
            needed -= counts[tick]
            tick += 1
        return tick

    def rung(self, percent: int, after: int) -> int | None:
        """Return the tick at which a rung comes."""
        case = self.case
        if case.agreed is None:
            return self.reached(case.started, case.budget * percent // 100 + after, self.runs)
        meeting = max(case.agreed, case.started)
        if percent < 100:
            return self.reached(case.started, sum(self.open[case.started : meeting]) * percent // 100, self.open)
        return self.reached(meeting, after, self.runs)

    def has_come(self, tick: int | None) -> bool:
        """Return whether the clock ran up to this tick."""
        return tick is not None and (tick <= self.now if self.stopped is None else tick < self.stopped)

    def opinion(self) -> Opinion:
        """Return what is thought of it."""
        case, due = self.case, self.rung(100, 0)
        is_missed = self.has_come(due)
        used = sum(self.runs[case.started : self.now])
        left = case.budget - used if case.agreed is None else sum(self.open[max(self.now, case.started) : due])
        rungs = [(name, self.rung(percent, after)) for name, percent, after in LADDER if name not in case.fired]
        fired = tuple((name, tick) for name, tick in rungs if tick is not None and self.has_come(tick))
        coming = min((tick for _, tick in rungs if tick is not None), default=None)
        return Opinion(
            state="missed" if is_missed else self.in_time(due),
            due=due,
            used=used,
            left=0 if is_missed else left,
            late=sum(self.runs[due : self.now]) if is_missed else 0,
            rungs=fired,
            next_rung=fired[0][1] if fired else None if self.stopped is not None else coming,
        )

    def in_time(self, due: int | None) -> str:
        """Return the state of what is not missed."""
        if self.stopped is not None:
            return "moot" if self.case.is_moot else "met"
        return "paused" if due is None else "running"

    @property
    def is_clear(self) -> bool:
        """Whether the walk is long enough, and shares fall on whole ticks."""
        case = self.case
        way = 0 if case.agreed is None else sum(self.open[case.started : case.agreed])
        is_held = self.is_paused(LENGTH)
        return way % 4 == 0 and (is_held or all(self.rung(percent, after) is not None for _, percent, after in LADDER))


def said(case: Case, room: Any) -> Opinion:
    """Return what the room says of the case, in the words of the oracle."""

    def instant(tick: int | None) -> datetime | None:
        return None if tick is None else case.walk.begin + tick * TICK

    def tick(instant: datetime | None) -> int | None:
        return None if instant is None else ticks(instant - case.walk.begin)

    def ticks(span: timedelta) -> int:
        return span // TICK if span % TICK == timedelta(0) else -999

    clock = room.clock.Clock(
        started_at=instant(case.started),
        budget=case.budget * TICK,
        pauses=tuple(room.clock.Pause(instant(gone), instant(back)) for gone, back in case.pauses),
        stopped_at=instant(case.stopped),
        agreed_at=instant(case.agreed),
        is_moot=case.is_moot,
    )
    act = room.ladder.Act.TELL_EXECUTIVE
    ladder = room.ladder.Ladder(
        tuple(room.ladder.Rung(name, act, percent, after * TICK) for name, percent, after in LADDER)
    )
    person, as_of = calendar(case.hours, room), instant(case.as_of)
    standing = room.clock.standing(clock, calendar=person, as_of=as_of)
    climbed = {"clock": clock, "calendar": person, "as_of": as_of, "fired": case.fired}
    return Opinion(
        state=standing.state.value,
        due=tick(standing.due_at),
        used=ticks(standing.used),
        left=ticks(standing.left),
        late=ticks(standing.late),
        rungs=tuple((one.rung.name, tick(one.at) or 0) for one in room.ladder.rungs_due(ladder, **climbed)),
        next_rung=tick(room.ladder.next_rung_at(ladder, **climbed)),
    )


@lru_cache(maxsize=5000)
def cases(place: int, *, many: int = 10) -> tuple[tuple[Case, Opinion], ...]:
    """Return clocks number `place` of the fixed series, with what the oracle thinks of each."""
    rng = Random(77_000 + place)
    zone = rng.choice([*CHANGES])
    near = rng.choice(CHANGES[zone])
    worked = hours(rng, zone=zone, near=near, step=TICK)
    begin = datetime(near.year, near.month, near.day, tzinfo=UTC) - timedelta(days=3)
    walk = Walk(worked, begin=begin, end=begin + LENGTH * TICK, step=TICK)
    drawn = [Naive(_case(rng, worked, walk)) for _ in range(many)]
    return tuple((naive.case, naive.opinion()) for naive in drawn if naive.is_clear)


def _case(rng: Random, worked: Hours, walk: Walk) -> Case:
    started = rng.randrange(500)
    near = range(started, started + 400)
    pauses: list[tuple[int, int | None]] = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        gone = rng.choice(near) - rng.choice((0, 0, 30))
        pauses.append((gone, gone + rng.choice((0, 3, 40, 200))))
    if rng.random() < 0.15:
        pauses.append((rng.choice(near), None))
    case = Case(
        hours=worked,
        walk=walk,
        started=started,
        budget=4 * rng.randrange(1, 25),
        pauses=tuple(pauses),
        stopped=rng.choice((None, None, rng.choice(near))),
        agreed=rng.choice((None, None, rng.choice(near) - rng.choice((0, 20)))),
        as_of=rng.choice(near) + rng.choice((0, 0, 300)),
        fired=tuple(name for name, _, _ in LADDER if rng.random() < 0.2),
        is_moot=rng.random() < 0.4,
    )
    return _at_a_boundary(rng, case) if rng.random() < 0.4 else case


def _at_a_boundary(rng: Random, case: Case) -> Case:
    """Return the case with a look at the end of a pause, or a stop, a look or a pause exactly at the due instant."""
    if case.pauses and rng.random() < 0.5:
        return replace(case, as_of=max(0, rng.choice([tick for tick in rng.choice(case.pauses) if tick is not None])))
    due = Naive(case).rung(100, 0)
    if due is None:
        return case
    match rng.randrange(4):
        case 0:
            return replace(case, as_of=due, stopped=None)
        case 1:
            return replace(case, as_of=due + rng.choice((0, 50)), stopped=due)
        case 2:
            return replace(case, pauses=(*case.pauses, (due, due + 60)))
        case _:
            return replace(case, as_of=due - 1)
