"""Silence ends when somebody who asks every minute whether sales was heard of says so; each rule spoilt is noticed."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.sla.calendar import Absence, Calendar, NeverDue
from dueto.domain.sla.shifts import week_of
from dueto.domain.sla.silence import Silence, ends_at
from tests.domain.sla.drawn import CHANGES, YEARS, calendar, hours
from tests.domain.sla.oracle import Hours, Walk
from tests.domain.sla.world import real_room
from tests.domain.soak import times
from tests.mutant import Mutant
from tests.spoilt import spoilt

ROOM = real_room()
MINUTE, LENGTH = timedelta(minutes=1), timedelta(days=6)
MODULE = "dueto.domain.sla.silence"


@dataclass(frozen=True)
class Case:
    """One hand-off: what happened to it, in minutes since the walk began, and when it comes back."""

    hours: Hours
    begin: datetime
    allowed: int
    acts: tuple[int, ...]
    since: int | None
    meeting: int | None
    planned: int | None
    ends: int | None

    def at(self, minute: int | None) -> datetime | None:
        """Return the instant of a minute."""
        return None if minute is None else self.begin + minute * MINUTE


@lru_cache(maxsize=2000)
def case(place: int) -> Case:
    """Return case number `place` of the fixed series, around a change of the clocks."""
    rng = Random(2026_1126 + place)
    zone = rng.choice([*YEARS])
    near = rng.choice((*CHANGES.get(zone, ()), datetime(2026, 6, 10, tzinfo=UTC).date()))
    drawn = hours(rng, zone=zone, near=near)
    begin = datetime(near.year, near.month, near.day, 12, tzinfo=UTC) - LENGTH / 2
    walk = Walk(drawn, begin=begin, end=begin + LENGTH, step=MINUTE)
    early = 2 * 24 * 60

    def maybe() -> int | None:
        return rng.choice((None, rng.randrange(early), rng.randrange(2 * early)))

    acts = tuple(rng.randrange(early) for _ in range(rng.choice((1, 1, 2, 4))))
    told = Case(
        drawn, begin, rng.randrange(1, 900), acts, rng.choice((None, rng.randrange(early))), maybe(), maybe(), 0
    )
    return Case(*(getattr(told, name) for name in tuple(Case.__dataclass_fields__)[:-1]), _naive(told, walk))


def _naive(told: Case, walk: Walk) -> int | None:
    """Return the first minute at which so much was worked without a word, and no plan lies ahead."""
    words = [*told.acts, *(at for at in (told.since, told.meeting) if at is not None)]
    quiet = 0
    for minute in range(LENGTH // MINUTE):
        is_heard = any(word >= minute for word in words)
        quiet = 0 if is_heard else quiet + walk.worked[minute - 1]
        if quiet >= told.allowed and (told.planned is None or told.planned <= minute):
            return minute
    return None


def said(told: Case, module: ModuleType) -> datetime | None:
    """Return when the rule of a module brings it back."""
    silence = module.Silence(
        told.allowed * MINUTE, tuple(told.begin + act * MINUTE for act in told.acts), since=told.at(told.since),
        meeting_at=told.at(told.meeting), planned_at=told.at(told.planned),
    )  # fmt: skip
    found = module.ends_at(silence, calendar=calendar(told.hours, ROOM))
    return None if isinstance(found, NeverDue) else found


def differs(told: Case, module: ModuleType) -> bool:
    """Return whether the rule says otherwise than the walk, as far as that goes."""
    found = said(told, module)
    if told.ends is None:
        return found is not None and found < told.begin + LENGTH - MINUTE
    return found != told.at(told.ends)


def test_it_agrees_with_the_walk() -> None:
    module = importlib.import_module(MODULE)
    met: Counter[str] = Counter()
    for place in range(times(150)):
        told = case(place)
        assert not differs(told, module), (place, told, said(told, module))
        met["ended" if told.ends is not None else "beyond"] += 1
        met["at its plan"] += told.ends is not None and told.ends == told.planned

    assert min(met["ended"], met["at its plan"]) > 5, met


MUTANTS = (
    Mutant("from the first act", MODULE, "heard_at = max(at", "heard_at = min(at"),
    Mutant("only the acts", MODULE, "(*silence.acts, silence.since, silence.meeting_at)", "silence.acts"),
    Mutant("the meeting is no act", MODULE, "silence.since, silence.meeting_at)", "silence.since)"),
    Mutant("from before the agreement", MODULE, "silence.since, silence.meeting_at)", "silence.meeting_at)"),
    Mutant("plans are nothing", MODULE, "isinstance(due_at, NeverDue) or silence.planned_at is None", "True"),
    Mutant("the plan alone", MODULE, "return max(due_at, in_utc(silence.planned_at))", "return in_utc(silence.planned_at)"),
    Mutant("before the plan", MODULE, "return max(due_at", "return min(due_at"),
    Mutant("by the wall clock", MODULE, "calendar.due(start=heard_at, worked=silence.allowed)", "heard_at + silence.allowed"),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_rule_spoilt_is_noticed(mutant: Mutant) -> None:
    module = spoilt(mutant.module, mutant.original, mutant.spoilt)

    assert any(differs(case(place), module) for place in range(150)), f"nobody noticed: {mutant.name}"


def test_whoever_is_away_without_an_end_is_never_silent_long_enough() -> None:
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)
    week = week_of({"mon": ("09:00-18:00",)})
    away = Calendar(ZoneInfo("America/Lima"), week, absences=(Absence(monday),))

    found = ends_at(Silence(60 * MINUTE, (monday,), planned_at=monday + 3 * LENGTH), calendar=away)

    assert isinstance(found, NeverDue)


@pytest.mark.parametrize(("allowed", "acts"), [(0, (1,)), (5, ())])
def test_it_refuses_what_has_no_meaning(allowed: int, acts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="silen"):
        Silence(allowed * MINUTE, tuple(datetime(2026, 3, act, tzinfo=UTC) for act in acts))
