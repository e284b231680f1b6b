"""The working time of one calendar over 52 weeks, added up once, so that nothing is walked through afterwards."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dueto.domain.sla.instants import DAY, EPOCH, MICROSECOND
from dueto.domain.sla.offsets import stretches
from dueto.domain.sla.shifts import Week, joined

LENGTH = 52 * 7 * DAY
_FIRST_DAY = EPOCH.toordinal()

Interval: TypeAlias = tuple[int, int]


class Almanac:
    """The intervals of work in which 52 weeks are worked, in order, and how much is worked before each of them.

    Number 0 begins with 1970 in UTC. Intervals are half-open; arrays, because an installation keeps many of them.
    """

    __slots__ = ("before", "begins", "ends", "total")

    def __init__(self, worked: Iterable[Interval]) -> None:
        intervals = list(worked)
        self.begins = array("q", (begin for begin, _ in intervals))
        self.ends = array("q", (end for _, end in intervals))
        self.before = array("q", accumulate((end - begin for begin, end in intervals), initial=0))
        self.total = self.before.pop()

    def worked_until(self, at: int) -> int:
        """Return how much is worked from the beginning of the almanac to the instant `at` inside it."""
        place = bisect_right(self.begins, at) - 1
        if place < 0:
            return 0
        return self.before[place] + min(at, self.ends[place]) - self.begins[place]

    def reached(self, worked: int) -> int:
        """Return the first instant at which `worked`, more than 0 and at most the total, has been worked."""
        place = bisect_left(self.before, worked) - 1
        return self.begins[place] + worked - self.before[place]


def almanac(
    number: int, *, zone: ZoneInfo, week: Week, holidays: Iterable[date], absences: Iterable[Interval]
) -> Almanac:
    """Return almanac `number` of the person who works so."""
    begins = number * LENGTH
    free = frozenset(day.toordinal() for day in holidays)
    shifts = _shifts(begins, begins + LENGTH, zone=zone, week=week, free=free)
    return Almanac(_without(shifts, sorted(absences)))


def _shifts(begins: int, ends: int, *, zone: ZoneInfo, week: Week, free: frozenset[int]) -> Iterator[Interval]:
    """Yield when the wall clock shows a time within a shift.

    Where the offset is constant, the wall clock runs evenly, and a shift of the wall clock is one interval of time. So
    each stretch is asked by itself: the hour that is skipped lies in none of them, the one that is repeated in two.
    """
    days = [[(there.opens // MICROSECOND, there.closes // MICROSECOND) for there in joined(day)] for day in week]
    for stretch in stretches(zone, begins, ends):
        first, last = (stretch.begins + stretch.offset) // DAY, (stretch.ends - 1 + stretch.offset) // DAY
        for day in range(first, last + 1):
            if day + _FIRST_DAY in free:
                continue
            midnight = day * DAY - stretch.offset
            for opens, closes in days[(day + _FIRST_DAY - 1) % 7]:
                begin, end = max(midnight + opens, stretch.begins), min(midnight + closes, stretch.ends)
                if begin < end:
                    yield begin, end


def _without(shifts: Iterable[Interval], absences: list[Interval]) -> Iterator[Interval]:
    """Yield what is left of the shifts; both are in order of their beginning."""
    place = 0
    for begin, end in shifts:
        while place < len(absences) and absences[place][1] <= begin:
            place += 1
        for gone, back in absences[place:]:
            if gone >= end:
                break
            if begin < gone:
                yield begin, gone
            begin = max(begin, back)
        if begin < end:
            yield begin, end
