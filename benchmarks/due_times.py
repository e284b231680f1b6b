"""Due times of clocks that start at any instant, each on the calendar of one of several executives."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.budget import Line
from dueto.domain.sla.calendar import Absence, Calendar
from dueto.domain.sla.shifts import week_of

ZONES = ("America/Lima", "America/Mexico_City", "America/Bogota", "America/Santiago", "Europe/Madrid")
BUDGETS = tuple(timedelta(hours=hours) for hours in (1, 4, 4, 8, 8, 16, 88))
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS, CALLS = 9, 5000


def lines() -> Iterator[Line]:
    """Yield the line of this budget: the median of several rounds, and how many that makes a second."""
    calendars = executives()
    asked = questions(calendars)
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for calendar, start, worked in asked:
            calendar.due(start=start, worked=worked)
        rounds.append((time.perf_counter() - started) / len(asked))
    each = statistics.median(rounds)
    note = f"{1 / each:,.0f} a second; the first of a calendar {first_time() * 1e3:.1f} ms"
    yield Line("one due time, holidays and absences kept", each * 1e6, 10.0, "µs", note)


def executives() -> list[Calendar]:
    """Return the calendars of five executives: two shifts a day, twelve holidays, two absences."""
    day = ("09:00-13:00", "14:00-18:00")
    week = week_of({"mon": day, "tue": day, "wed": day, "thu": day, "fri": ["09:00-17:00"]})
    rng = Random(7)
    calendars = []
    for zone in ZONES:
        holidays = frozenset(date(2026, month, rng.randrange(1, 28)) for month in range(1, 13))
        gone = [EARLIEST + timedelta(days=rng.randrange(300)) for _ in range(2)]
        absences = tuple(Absence(since, since + timedelta(days=7)) for since in gone)
        calendars.append(Calendar(ZoneInfo(zone), week, holidays, absences))
    return calendars


def questions(calendars: list[Calendar]) -> list[tuple[Calendar, datetime, timedelta]]:
    """Return clocks that start at any microsecond of the year."""
    rng = Random(11)
    return [
        (rng.choice(calendars), EARLIEST + timedelta(seconds=rng.random() * 360 * 86_400), rng.choice(BUDGETS))
        for _ in range(CALLS)
    ]


def first_time() -> float:
    """Return how long the first due time takes on a calendar of which nothing has been added up."""
    rounds = []
    for _ in range(ROUNDS):
        (calendar, *_others) = executives()
        started = time.perf_counter()
        calendar.due(start=EARLIEST, worked=timedelta(hours=4))
        rounds.append(time.perf_counter() - started)
    return statistics.median(rounds)
