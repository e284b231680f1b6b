"""The months of the world: 24 complete ones before the launch and the one under way, on Lima's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import TypeAlias
from zoneinfo import ZoneInfo

Instant: TypeAlias = int
"""Whole microseconds since 1970, UTC: what a million rows are made of."""

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
HISTORY = 24
CROWDED = 5 * DAY
HOME = ZoneInfo("America/Lima")
WORKING_DAY_WEIGHT = 6
"""A working day sees six times the acts of a Saturday or Sunday."""

SEASON = (0.93, 0.92, 1.04, 1.00, 1.05, 1.00, 0.92, 1.02, 1.08, 1.06, 1.04, 0.82)
"""How much goes on in each month of the year: summer holidays and December are quiet, audits come in spring."""


def whole(microseconds: float) -> Instant:
    """Return `microseconds` without what is less than a second: the world lives by whole seconds, as its files do."""
    return int(microseconds // SECOND) * SECOND


def instant_of(moment: datetime) -> Instant:
    """Return the whole microseconds of `moment`, which carries a zone."""
    whole = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (whole.days * 86_400 + whole.seconds) * SECOND + whole.microseconds


def datetime_of(instant: Instant) -> datetime:
    """Return the moment in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)


@dataclass(frozen=True, slots=True)
class Month:
    """One month: `number` 0 is the first of the history, 24 the one under way. It ends before `ends`."""

    number: int
    starts: Instant
    ends: Instant
    season: float
    share: float
    """How much of what a month brings it shows at the launch: the part of it that has passed, unless it is crowded."""

    @property
    def passed(self) -> Instant:
        """How long the month has lasted by now."""
        return self.ends - self.starts


def months_until(launch: datetime, *, crowded: bool = False) -> tuple[Month, ...]:
    """Return the 24 complete months before `launch` and the one under way.

    A `crowded` month under way shows a whole month's figures from its fifth day on, and a share of them before.
    """
    local = launch.astimezone(HOME)
    this = local.year * 12 + local.month - 1
    now = instant_of(launch)
    months = []
    for number in range(HISTORY + 1):
        starts, after = (_start_of(this - HISTORY + number + step) for step in (0, 1))
        ends = min(after, now)
        season = SEASON[(this - HISTORY + number) % 12]
        share = min(1.0, (ends - starts) / (CROWDED if crowded else after - starts))
        months.append(Month(number, starts, ends, season, share))
    return tuple(months)


def _start_of(count: int) -> Instant:
    year, month = divmod(count, 12)
    return instant_of(datetime(year, month + 1, 1, tzinfo=HOME))


@lru_cache(maxsize=512)
def days_of(starts: Instant, ends: Instant, zone: str) -> tuple[Instant, ...]:
    """Return the local midnights between two instants, working days as often as they weigh."""
    clock = ZoneInfo(zone)
    day = datetime_of(starts).astimezone(clock).replace(hour=0, minute=0, second=0, microsecond=0)
    days: list[Instant] = []
    while instant_of(day) < ends:
        midnight = instant_of(day)
        if midnight >= starts and midnight + DAY <= ends:
            days += [midnight] * (WORKING_DAY_WEIGHT if day.weekday() < 5 else 1)
        day = (day + timedelta(days=1)).replace(hour=0)
    return tuple(days)


def moment_in(rng: Random, *, starts: Instant, ends: Instant, zone: str) -> Instant:
    """Return a moment between two instants at which people of `zone` are awake and mostly at work."""
    days = days_of(starts, ends, zone)
    if not days:
        return starts + whole(rng.random() * (ends - starts))
    hours = 8 + 11 * (rng.random() + rng.random()) / 2
    return days[int(rng.random() * len(days))] + whole(hours * HOUR)
