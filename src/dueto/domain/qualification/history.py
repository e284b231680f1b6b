"""What is known of a person: facts and activities, each with when it happened and when it became known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

NOTHING: Mapping[str, str] = MappingProxyType({})


class Class(StrEnum):
    """Who did it. Only what a human did scores; nothing is deleted for being automatic."""

    HUMAN = "human"
    AUTOMATIC = "automatic"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one profile field, folded. An empty value withdraws what was known. Times are UTC."""

    id: int
    field: str
    value: str | None
    occurred_at: datetime
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing a prospect did. The values of `attributes` are folded text. Times are UTC."""

    id: int
    kind: str
    occurred_at: datetime
    known_at: datetime
    class_: Class = Class.HUMAN
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    @property
    def item(self) -> str | None:
        """What it was about (a guide, a webinar), where that is known; of a form that does not say, the form itself."""
        return self.attributes.get("item", self.attributes.get("form"))


def profile_of(facts: Iterable[Fact], *, as_of: datetime) -> dict[str, str]:
    """Return the profile as it was known at `as_of`: per field the fact known last, then the larger id."""
    last: dict[str, Fact] = {}
    for fact in facts:
        if fact.known_at <= as_of:
            other = last.get(fact.field)
            if other is None or (fact.known_at, fact.id) > (other.known_at, other.id):
                last[fact.field] = fact
    return {name: fact.value for name, fact in last.items() if fact.value}


def day_of(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day on which `instant` falls in `zone`."""
    return instant.astimezone(zone).date()


def midnight_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which `day` begins in `zone` (where midnight is skipped, the instant after)."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def end_of_lasting(occurred_at: datetime, *, lasts: int, zone: ZoneInfo) -> datetime:
    """Return the midnight at which negative points end that `lasts` days ago began."""
    return midnight_of(day_of(occurred_at, zone) + timedelta(days=lasts), zone)
