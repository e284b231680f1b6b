"""The business time of one person: how much of it lies between two instants, and when so much of it has passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.sla.almanac import LENGTH, Almanac, Interval, almanac
from dueto.domain.sla.instants import MICROSECOND, in_utc, instant_of, micros
from dueto.domain.sla.offsets import LAST
from dueto.domain.sla.shifts import UnusableHours, Week

HORIZON_YEARS = 10
# Twelve times 52 weeks: ten years at the least, wherever in the first of them the start lies.
_ALMANACS = HORIZON_YEARS + 2


@dataclass(frozen=True, slots=True)
class Absence:
    """From `began_at` up to but without `ended_at` the person is away; without an end, until further notice."""

    began_at: datetime
    ended_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "began_at", in_utc(self.began_at))
        if self.ended_at is not None:
            object.__setattr__(self, "ended_at", in_utc(self.ended_at))
            if self.ended_at < self.began_at:
                says = say("the absence ends before it begins ({began} to {ended}); turn the two round", **self._days)
                raise UnusableHours(says)

    @property
    def _days(self) -> dict[str, date]:
        return {"began": self.began_at, "ended": self.ended_at or self.began_at}

    @property
    def interval(self) -> Interval:
        """The absence as microseconds."""
        return micros(self.began_at), LAST if self.ended_at is None else micros(self.ended_at)


@dataclass(frozen=True, slots=True)
class NeverDue:
    """So much is not worked within ten years, so the calendar gives no due time."""

    start: datetime
    worked: timedelta

    @property
    def says(self) -> Message:
        """What is wrong, and the cure."""
        return say_many(
            "this calendar has less than {n} hour of work in the {years} years from {start}; add shifts to the "
            "week, or end the absence",
            "this calendar has less than {n} hours of work in the {years} years from {start}; add shifts to the "
            "week, or end the absence",
            max(1, -(-self.worked // timedelta(hours=1))),
            years=HORIZON_YEARS,
            start=self.start.date(),
        )


@dataclass(frozen=True)
class Calendar:
    """When one person works: zone, shifts of the week, holidays of the country, absences.

    An instant is working time exactly if the wall clock of `zone` then shows a time within a shift of a day that is no
    holiday, and the person is not absent. Which days are holidays is for the caller to know. What has been added up is
    kept with the calendar, so keep the calendar itself where many due times are asked.
    """

    zone: ZoneInfo
    week: Week
    holidays: frozenset[date] = frozenset()
    absences: tuple[Absence, ...] = ()
    _almanacs: dict[int, Almanac] = field(default_factory=dict, init=False, repr=False, compare=False)

    def working_time(self, *, start: datetime, end: datetime) -> timedelta:
        """Return how much working time lies between two instants; less than nothing if `end` comes first."""
        begins, ends = micros(start), micros(end)
        if ends < begins:
            return -self.working_time(start=end, end=start)
        first, last = begins // LENGTH, ends // LENGTH
        worked = self._almanac(last).worked_until(ends) - self._almanac(first).worked_until(begins)
        for number in range(first, last):
            worked += self._almanac(number).total
        return timedelta(microseconds=worked)

    def due(self, *, start: datetime, worked: timedelta) -> datetime | NeverDue:
        """Return the first instant, in UTC and not before `start`, at which `worked` has been worked since `start`.

        Nothing is worked at once, so no time at all is due at `start`, even at night. What ends with a shift is due
        when the shift closes, not when the next one opens.
        """
        at, need = micros(start), worked // MICROSECOND
        if need <= 0:
            if need < 0:
                raise ValueError("nobody works less than nothing")
            return instant_of(at)
        first = at // LENGTH
        need += self._almanac(first).worked_until(at)
        for number in range(first, min(first + _ALMANACS, LAST // LENGTH)):
            page = self._almanac(number)
            if need <= page.total:
                return instant_of(page.reached(need))
            need -= page.total
        return NeverDue(instant_of(at), worked)

    def is_working(self, instant: datetime) -> bool:
        """Return whether `instant` is working time."""
        at = micros(instant)
        page = self._almanac(at // LENGTH)
        return page.worked_until(at + 1) > page.worked_until(at)

    @cached_property
    def _gone(self) -> list[Interval]:
        return [absence.interval for absence in self.absences]

    def _almanac(self, number: int) -> Almanac:
        found = self._almanacs.get(number)
        if found is None:
            found = almanac(number, zone=self.zone, week=self.week, holidays=self.holidays, absences=self._gone)
            self._almanacs[number] = found
        return found
