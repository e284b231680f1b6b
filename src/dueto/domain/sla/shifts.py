"""When a week is worked: the shifts of each weekday, as the wall clock shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from dueto.domain.basics.message import Message, say

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT, NEXT_MIDNIGHT = timedelta(0), timedelta(hours=24)
_WRITTEN = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")


class UnusableHours(ValueError):
    """Hours from which no calendar can be made; `says` tells which, and the cure."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@dataclass(frozen=True, slots=True, order=True)
class Shift:
    """One stretch of work within a day, from `opens` up to but without `closes`, as the wall clock shows them.

    A day ends at 24:00; a night is two shifts, one on each side of midnight.
    """

    opens: timedelta
    closes: timedelta

    def __post_init__(self) -> None:
        if not MIDNIGHT <= self.opens < self.closes <= NEXT_MIDNIGHT:
            raise UnusableHours(
                say(
                    "a shift closes after it opens, at 24:00 at the latest, but {hours} does not; write a night as two "
                    "shifts, 22:00-24:00 and, on the next day, 00:00-06:00",
                    hours=str(self),
                )
            )

    def __str__(self) -> str:
        return f"{_written(self.opens)}-{_written(self.closes)}"


Week: TypeAlias = tuple[tuple[Shift, ...], ...]


def shift(text: str) -> Shift:
    """Return the shift written as `09:00-18:00`, or raise `UnusableHours`."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise UnusableHours(say("{hours} is not a shift; write it like 09:00-18:00", hours=text))
    opens, opens_past, closes, closes_past = map(int, match.groups())
    return Shift(timedelta(hours=opens, minutes=opens_past), timedelta(hours=closes, minutes=closes_past))


def week_of(hours: Mapping[str, Iterable[str]]) -> Week:
    """Return the week written as the agreement writes it (`{"mon": ["09:00-13:00", "14:00-18:00"], …}`).

    A day that is not named is free. Shifts may stand in any order and overlap: who is there twice is there. Raises
    `UnusableHours` with the day.
    """
    for day in hours:
        if day not in WEEKDAYS:
            raise UnusableHours(say("{day} is no day of the week; write one of {days}", day=day, days=WEEKDAYS))
    return tuple(tuple(sorted(_shift_of(day, text) for text in hours.get(day, ()))) for day in WEEKDAYS)


def working_day(week: Week) -> timedelta:
    """Return what "one business day" is worth: the hours of the week over the days on which there are any."""
    lengths = [sum((there.closes - there.opens for there in day), MIDNIGHT) for day in map(joined, week) if day]
    return sum(lengths, MIDNIGHT) // len(lengths) if lengths else MIDNIGHT


def joined(day: Iterable[Shift]) -> tuple[Shift, ...]:
    """Return the shifts of one day in order, those that overlap or touch as one."""
    apart: list[Shift] = []
    for there in sorted(day):
        if apart and there.opens <= apart[-1].closes:
            apart[-1] = Shift(apart[-1].opens, max(apart[-1].closes, there.closes))
        else:
            apart.append(there)
    return tuple(apart)


def _shift_of(day: str, text: str) -> Shift:
    try:
        return shift(text)
    except UnusableHours as refused:
        raise UnusableHours(say("{day}: {problem}", day=day, problem=refused.says)) from None


def _written(time: timedelta) -> str:
    hours, seconds = divmod(int(time.total_seconds()), 3600)
    return f"{hours:02}:{seconds // 60:02}"


ROUND_THE_CLOCK: Week = week_of(dict.fromkeys(WEEKDAYS, ("00:00-24:00",)))
