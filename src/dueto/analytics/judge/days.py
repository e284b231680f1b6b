"""The local day of an instant, in any zone and on any engine, from the zone's own changes of offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

from dueto.analytics.tables import stored

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(days=7)


def local_day(instants: ir.TimestampColumn, *, zone: ZoneInfo, last: datetime) -> ir.DateValue:
    """Return the day in `zone` on which each instant falls; right for instants from 1970 to `last`.

    The latest changes come first, so that recent instants, which are most, are decided after one or two questions.
    """
    changes = _changes(zone, last)
    branches = [(instants >= stored(change), _day(instants, offset)) for change, offset in reversed(changes)]
    earliest = _day(instants, _offset(zone, BEGINNING))
    return ibis.cases(*branches, else_=earliest) if branches else earliest


def _day(instants: ir.TimestampColumn, offset: timedelta) -> ir.DateValue:
    seconds = int(offset.total_seconds())
    return (instants + ibis.interval(seconds=seconds)).date() if seconds else instants.date()


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@lru_cache(maxsize=64)
def _changes(zone: ZoneInfo, last: datetime) -> tuple[tuple[datetime, timedelta], ...]:
    """Return each instant up to `last` at which the offset changes, with the offset from then on.

    No zone changes twice within `STEP`, so that looking every `STEP` finds every change.
    """
    changes, start = [], BEGINNING
    while start < last:
        end = start + STEP
        if _offset(zone, start) != _offset(zone, end):
            change = _bisect(zone, start, end)
            changes.append((change, _offset(zone, change)))
        start = end
    return tuple(changes)


def _bisect(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _offset(zone, low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def days_between(today: date, day: ir.DateValue) -> ir.IntegerValue:
    """Return the age in whole days of something that fell on `day`."""
    return ibis.literal(today).delta(day, unit="day")
