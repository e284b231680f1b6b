"""The naive opinion: time is walked step by step, and at every step the wall clock is asked. Slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
NONE = timedelta(0)


@dataclass(frozen=True)
class Hours:
    """When somebody works, as plain values: per weekday pairs of times since midnight, holidays, absences."""

    zone: str
    week: tuple[tuple[tuple[timedelta, timedelta], ...], ...]
    holidays: frozenset[date] = frozenset()
    absences: tuple[tuple[datetime, datetime], ...] = ()

    @cached_property
    def there(self) -> ZoneInfo:
        """The zone itself."""
        return ZoneInfo(self.zone)

    @cached_property
    def seconds(self) -> list[list[tuple[float, float]]]:
        """The shifts of each weekday in seconds since midnight."""
        return [[(opens.total_seconds(), closes.total_seconds()) for opens, closes in day] for day in self.week]

    def is_working(self, instant: datetime) -> bool:
        """Return whether the wall clock, at this whole second, shows a time within a shift of a day that counts."""
        local = instant.astimezone(self.there)
        shown = local.hour * 3600 + local.minute * 60 + local.second
        for opens, closes in self.seconds[local.weekday()]:
            if opens <= shown < closes:
                is_away = any(gone <= instant < back for gone, back in self.absences)
                return not is_away and local.date() not in self.holidays
        return False


class Walk:
    """The time from `begin` to `end` in steps, each worked or not as its first instant is.

    It is exact if shifts, absences and changes of the clock fall between steps.
    """

    def __init__(self, hours: Hours, *, begin: datetime, end: datetime, step: timedelta = MINUTE) -> None:
        self.begin, self.end, self.step = begin.astimezone(UTC), end.astimezone(UTC), step
        self.worked = []
        at = self.begin
        while at < self.end:
            self.worked.append(hours.is_working(at))
            at += step

    def working_time(self, *, start: datetime, end: datetime) -> timedelta:
        """Return the sum of the steps that are worked, the first and the last cut where they are cut."""
        total = NONE
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        for place in range((start - self.begin) // self.step, -((self.begin - end) // self.step)):
            if self.worked[place]:
                begins = self.begin + place * self.step
                total += min(end, begins + self.step) - max(start, begins)
        return total

    def due(self, *, start: datetime, worked: timedelta) -> datetime | None:
        """Return the end of the last step that is needed, cut where it suffices; None if the walk ends before."""
        at, left = start.astimezone(UTC), worked
        place = (at - self.begin) // self.step
        while left > NONE:
            if place >= len(self.worked):
                return None
            ends = self.begin + (place + 1) * self.step
            if self.worked[place]:
                if left <= ends - at:
                    return at + left
                left -= ends - at
            at, place = ends, place + 1
        return at

    def intervals(self) -> Iterator[tuple[datetime, datetime]]:
        """Yield from when to when every step is worked."""
        since: datetime | None = None
        at = self.begin
        for is_worked in (*self.worked, False):
            if is_worked and since is None:
                since = at
            if not is_worked and since is not None:
                yield since, at
                since = None
            at += self.step
