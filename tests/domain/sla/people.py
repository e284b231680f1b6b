"""Calendars of people of the cast, and times of their walls."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dueto.domain.sla.calendar import Absence, Calendar
from dueto.domain.sla.shifts import week_of

DAY = ("09:00-18:00",)
WEEK = week_of({"mon": DAY, "tue": DAY, "wed": DAY, "thu": DAY, "fri": ["09:00-17:00"]})
LIMA, MADRID, SANTIAGO = ZoneInfo("America/Lima"), ZoneInfo("Europe/Madrid"), ZoneInfo("America/Santiago")
JULIA = Calendar(LIMA, WEEK, frozenset({date(2026, 7, 28), date(2026, 7, 29)}))
ALVARO = Calendar(MADRID, WEEK, frozenset({date(2026, 10, 12)}))
TOMAS = Calendar(
    SANTIAGO,
    WEEK,
    frozenset({date(2026, 9, 18)}),
    (Absence(datetime(2026, 3, 2, 12, tzinfo=SANTIAGO), datetime(2026, 3, 9, 12, tzinfo=SANTIAGO)),),
)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def lima(text: str) -> datetime:
    """Return the instant at which a wall clock in Lima shows `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=LIMA)


def madrid(text: str, *, fold: int = 0) -> datetime:
    """Return the instant at which a wall clock in Madrid shows `text`, for the first or the second time."""
    return datetime.fromisoformat(text).replace(tzinfo=MADRID, fold=fold).astimezone(UTC)


def santiago(text: str) -> datetime:
    """Return the instant at which a wall clock in Santiago shows `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=SANTIAGO)
