"""Instants as whole microseconds since 1970, so that no sum of times is ever rounded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND


def micros(instant: datetime) -> int:
    """Return `instant` as microseconds since 1970. Raises TypeError if it names no zone."""
    return (instant - EPOCH) // MICROSECOND


def instant_of(micros: int) -> datetime:
    """Return the instant, in UTC, that lies `micros` after 1970."""
    return EPOCH + timedelta(microseconds=micros)


def in_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC.

    Python compares and subtracts two times of one zone by what the wall clock shows, which is wrong in the hour that a
    change of the clock repeats; between two times in UTC it is right.
    """
    if instant.tzinfo is None:
        raise TypeError(f"{instant} names no zone")
    return instant.astimezone(UTC)
