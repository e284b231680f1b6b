"""How far the wall clock of a zone stands from UTC, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from dueto.domain.sla.instants import DAY, MICROSECOND, SECOND, instant_of, micros

# Beyond these no zone can be asked, because the wall clock would show a year that Python does not have.
FIRST, LAST = micros(datetime(1, 1, 3, tzinfo=UTC)), micros(datetime(9999, 12, 29, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The microseconds from `begins` up to but without `ends`, in which the wall clock is `offset` ahead of UTC."""

    begins: int
    ends: int
    offset: int


@lru_cache(maxsize=4096)
def stretches(zone: ZoneInfo, begins: int, ends: int) -> tuple[Stretch, ...]:
    """Return the stretches of constant offset that make up the time from `begins` to `ends`.

    The zone is asked once a day. In the data of all zones, two changes are never less than three days apart.
    """
    found = []
    since, offset = begins, _offset(zone, begins)
    for day in range(begins, ends, DAY):
        until = min(day + DAY, ends)
        next_offset = _offset(zone, until)
        if next_offset != offset:
            change = _change(zone, day, until, offset)
            found.append(Stretch(since, change, offset))
            since, offset = change, next_offset
    if since < ends:
        found.append(Stretch(since, ends, offset))
    return tuple(found)


def _change(zone: ZoneInfo, before: int, after: int, offset: int) -> int:
    """Return the whole second at which the offset stops being `offset`, by halving."""
    same, other = before // SECOND, after // SECOND
    while other - same > 1:
        middle = (same + other) // 2
        if _offset(zone, middle * SECOND) == offset:
            same = middle
        else:
            other = middle
    return other * SECOND


def _offset(zone: ZoneInfo, at: int) -> int:
    offset = instant_of(min(max(at, FIRST), LAST)).astimezone(zone).utcoffset()
    assert offset is not None, f"{zone} does not know its offset"
    return offset // MICROSECOND
