"""Business hours of an executive, without holidays: enough to plant a delay that others can find."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dueto.world.months import HOUR, Instant, datetime_of, instant_of, whole

OPENS = 9
CLOSES = (18, 18, 18, 18, 17)


@lru_cache(maxsize=4096)
def _shift(day: datetime) -> tuple[Instant, Instant] | None:
    if day.weekday() > 4:
        return None
    return instant_of(day.replace(hour=OPENS)), instant_of(day.replace(hour=CLOSES[day.weekday()]))


def after_hours(start: Instant, *, hours: float, zone: str) -> Instant:
    """Return the instant at which `hours` of business have passed in `zone` since `start`."""
    left = whole(hours * HOUR)
    day = datetime_of(start).astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        if shift := _shift(day):
            begins = max(start, shift[0])
            if begins < shift[1] and left <= shift[1] - begins:
                return begins + left
            left -= max(0, shift[1] - begins)
        day += timedelta(days=1)


def hours_between(start: Instant, end: Instant, *, zone: str) -> float:
    """Return how many hours of business lie between two instants in `zone`."""
    day = datetime_of(start).astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    used = 0
    while instant_of(day) < end:
        if shift := _shift(day):
            used += max(0, min(end, shift[1]) - max(start, shift[0]))
        day += timedelta(days=1)
    return used / HOUR


def hours_before(end: Instant, *, hours: float, zone: str) -> Instant:
    """Return the latest instant after which `hours` of business had passed in `zone` at `end`."""
    left = whole(hours * HOUR)
    day = datetime_of(end).astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        if shift := _shift(day):
            stops = min(end, shift[1])
            if stops > shift[0] and left <= stops - shift[0]:
                return stops - left
            left -= max(0, stops - shift[0])
        day -= timedelta(days=1)
