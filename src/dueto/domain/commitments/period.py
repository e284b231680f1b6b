"""The time over which a promise is counted: a week, a month or a quarter on the agreement's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in one zone, from `begins_on` up to but without `ends_on`."""

    per: str
    begins_on: date
    ends_on: date
    zone: ZoneInfo

    @property
    def begins_at(self) -> datetime:
        """The midnight with which it begins."""
        return midnight(self.begins_on, zone=self.zone)

    @property
    def ends_at(self) -> datetime:
        """The midnight before which it ends."""
        return midnight(self.ends_on, zone=self.zone)

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.ends_on - DAY

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.begins_on).days

    def gone(self, as_of: datetime) -> float:
        """Return which share of it has passed at `as_of`."""
        share = (as_of - self.begins_at) / (self.ends_at - self.begins_at)
        return min(max(share, 0.0), 1.0)

    def days_gone(self, as_of: datetime) -> int:
        """Return how many of its days have begun at `as_of`."""
        today = as_of.astimezone(self.zone).date()
        return min(max((today - self.begins_on).days + 1, 0), self.days)


def midnight(day: date, *, zone: ZoneInfo) -> datetime:
    """Return the instant at which `day` begins in `zone`, in UTC."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def period_of(per: str, *, as_of: datetime, zone: ZoneInfo) -> Period:
    """Return the week (from Monday), month or quarter under way at `as_of`."""
    today = as_of.astimezone(zone).date()
    if per == "day":
        return Period(per, today, today + DAY, zone)
    if per == "week":
        begins = today - today.weekday() * DAY
        return Period(per, begins, begins + 7 * DAY, zone)
    length = 3 if per == "quarter" else 1
    months = today.year * 12 + today.month - 1
    first = months - months % length
    return Period(per, _first_of(first), _first_of(first + length), zone)


def period_before(period: Period) -> Period:
    """Return the one before, of the same kind."""
    return period_of(period.per, as_of=period.begins_at - timedelta(hours=1), zone=period.zone)


def _first_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
