"""Budgets as the agreement writes them, in working time."""

from __future__ import annotations

from datetime import timedelta

from dueto.domain.sla.shifts import Week, working_day


def budget_of(span: str, *, week: Week) -> timedelta:
    """Return the working time of `30m`, `4h` or `10d`; a day is an average working day of `week`."""
    number = int(span[:-1])
    match span[-1]:
        case "m":
            return timedelta(minutes=number)
        case "h":
            return timedelta(hours=number)
        case _:
            return number * working_day(week)
