"""Calendars and questions drawn at random, many of them where clocks change, holidays lie and almanacs end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.domain.sla.oracle import Hours, Walk

# The days on which the clocks change, in the years in which they do. Lord Howe moves them by half an hour.
CHANGES = {
    "Europe/Madrid": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/Mexico_City": (date(2022, 4, 3), date(2022, 10, 30)),
    "America/Santiago": (date(2026, 4, 4), date(2026, 9, 6)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
YEARS = {"America/Lima": 2026, **{zone: days[0].year for zone, days in CHANGES.items()}}
ALMANAC_ENDS = datetime(1970, 1, 1, tzinfo=UTC) + 57 * timedelta(weeks=52)
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


def office(zone: str, *, year: int) -> Hours:
    """Return an office of two shifts that also works through the nights on which clocks change."""
    hour = timedelta(hours=1)
    day = ((9 * hour, 13 * hour), (14 * hour + 30 * MINUTE, 18 * hour))
    friday = ((8 * hour + 45 * MINUTE, 17 * hour),)
    saturday = ((0 * hour, 1 * hour + 20 * MINUTE), (10 * hour, 12 * hour), (22 * hour + 10 * MINUTE, 24 * hour))
    sunday = ((0 * hour, 1 * hour + 40 * MINUTE), (2 * hour + 15 * MINUTE, 5 * hour))
    holidays = frozenset(date(year, *day) for day in ((1, 1), (3, 19), (7, 28), (9, 18), (12, 25)))
    gone = datetime(year, 8, 3, 11, 17, tzinfo=UTC)
    absences = ((gone, gone + timedelta(days=9, minutes=401)), (gone + 2 * DAY, gone + 3 * DAY))
    return Hours(zone, (day, day, day, day, friday, saturday, sunday), holidays, absences)


def hours(rng: Random, *, zone: str, near: date, step: timedelta = MINUTE) -> Hours:
    """Return hours of any kind, with holidays and absences around the day `near`; all fall on whole steps."""

    def time() -> timedelta:
        return rng.choice((timedelta(0), DAY, rng.randrange(DAY // step) * step, rng.randrange(24) * 60 * MINUTE))

    def shift() -> tuple[timedelta, timedelta]:
        opens, closes = sorted((time(), time()))
        return (opens, closes) if opens < closes else (timedelta(0), DAY)

    week = tuple(tuple(shift() for _ in range(rng.choice((0, 1, 1, 2, 3)))) for _ in range(7))
    days = [near + timedelta(days=rng.randrange(-4, 5)) for _ in range(rng.choice((0, 0, 1, 2)))]
    absences = []
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        noon = datetime(near.year, near.month, near.day, 12, tzinfo=UTC)
        gone = noon + rng.randrange(-3 * DAY // step, 3 * DAY // step) * step
        absences.append((gone, gone + rng.randrange(2 * DAY // step) * step))
    return Hours(zone, week, frozenset(days), tuple(absences))


def calendar(hours: Hours, modules: Any) -> Any:
    """Return the calendar of `modules` that works these hours."""
    shift, absence = modules.shifts.Shift, modules.calendar.Absence
    week = tuple(tuple(shift(opens, closes) for opens, closes in day) for day in hours.week)
    absences = tuple(absence(gone, back) for gone, back in hours.absences)
    return modules.calendar.Calendar(ZoneInfo(hours.zone), week, hours.holidays, absences)


@dataclass(frozen=True)
class Question:
    """What is asked: how much lies between, and when so much is due; with what the walk says."""

    start: datetime
    end: datetime
    worked: timedelta
    between: timedelta
    due: datetime | None


@lru_cache(maxsize=5000)
def questions(place: int, *, step: timedelta = MINUTE, many: int = 6) -> tuple[Hours, tuple[Question, ...]]:
    """Return case number `place` of the fixed series: hours, and questions about five days around a change."""
    rng = Random(2026_000 + place)
    zone = rng.choice([*YEARS])
    near = rng.choice((*CHANGES.get(zone, ()), ALMANAC_ENDS.date(), date(2026, 6, 10)))
    days = timedelta(days=2.5) if step >= MINUTE else timedelta(hours=3)
    middle = _change_near(near, zone) if step < MINUTE else datetime(near.year, near.month, near.day, 12, tzinfo=UTC)
    drawn = hours(rng, zone=zone, near=near, step=step)
    walk = Walk(drawn, begin=middle - days, end=middle + days, step=step)
    asked = []
    for _ in range(many):
        start, end = sorted(walk.begin + rng.random() * (walk.end - walk.begin) for _ in range(2))
        between = walk.working_time(start=start, end=end)
        worked = rng.choice((between, rng.random() * between, rng.random() * DAY, timedelta(microseconds=1)))
        asked.append(Question(start, end, worked, between, walk.due(start=start, worked=worked)))
    return drawn, tuple(asked)


def _change_near(day: date, zone: str) -> datetime:
    """Return the first minute from the day before on at which the wall clock has moved; noon if it does not."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
    there = ZoneInfo(zone)
    for _ in range(3 * DAY // MINUTE):
        if at.astimezone(there).utcoffset() != (at + MINUTE).astimezone(there).utcoffset():
            return at + MINUTE
        at += MINUTE
    return at - DAY - DAY / 2
