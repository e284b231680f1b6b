"""When and by which channel to try again: in the hours of both, at another hour and by another way than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.instants import in_utc

CHANNELS = ("call", "whatsapp", "mail")
WAIT = MappingProxyType({"no_answer": 1, "assistant": 1, "later": 2, "wrong_number": 1})
"""After how many days the next attempt makes sense, by how the last one went."""
HORIZON = 21
LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt: when, and by which channel."""

    at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next attempt as it is proposed."""

    at: datetime
    channel: str


def propose(
    *,
    mine: Calendar,
    theirs: Calendar,
    tried: Sequence[Tried],
    as_of: datetime,
    days: int,
    by: Sequence[str] = CHANNELS,
) -> Proposal | None:
    """Return the next attempt, or None if both never work at the same time in the next weeks.

    It lies in the working hours of both, begins on a full hour of the contact's clock, and takes the hour of the day
    that is farthest from those that were tried on the first day that has one nobody tried. `by` are the channels that
    reach this contact.
    """
    used = {one.at.astimezone(theirs.zone).hour for one in tried}
    today = as_of.astimezone(theirs.zone).date()
    fallback: datetime | None = None
    for distance in range(days, days + HORIZON):
        slots = list(_slots(today + timedelta(days=distance), mine=mine, theirs=theirs, after=as_of))
        fallback = fallback or next(iter(slots), None)
        fresh = [slot for slot in slots if slot.astimezone(theirs.zone).hour not in used]
        if fresh:
            best = max(fresh, key=lambda slot: (_apart(slot.astimezone(theirs.zone).hour, used), -slot.timestamp()))
            return Proposal(best, _channel(tried, by))
    return Proposal(fallback, _channel(tried, by)) if fallback else None


def _slots(day: date, *, mine: Calendar, theirs: Calendar, after: datetime) -> Iterator[datetime]:
    """Yield the full hours of the day at which both work, and still do half an hour later."""
    for hour in range(24):
        slot = in_utc(datetime.combine(day, time(hour), tzinfo=theirs.zone))
        last = slot + LENGTH - timedelta(microseconds=1)
        if slot > after and all(
            calendar.is_working(instant) for calendar in (mine, theirs) for instant in (slot, last)
        ):
            yield slot


def _apart(hour: int, used: set[int]) -> int:
    """Return how far an hour lies from those that were tried; where none was, mid-morning is best."""
    return min((abs(hour - other) for other in used), default=-abs(hour - 10))


def _channel(tried: Sequence[Tried], by: Sequence[str]) -> str:
    """Return the channel used least, but never the last one where there is another."""
    last = max(tried, key=lambda one: one.at).channel if tried else None
    others = [channel for channel in by if channel != last] or list(by)
    return min(others, key=lambda channel: sum(1 for one in tried if one.channel == channel))
