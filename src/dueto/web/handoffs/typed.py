"""What somebody typed into a form of a hand-off: days, instants, amounts, or a mistake with its sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal

from dueto.domain.basics.message import Message, say

LARGEST = Decimal(10) ** 11


Day = TypeVar("Day", bound=date)


class Mistake(ValueError):
    """What was typed cannot be read; `says` tells what is wrong and how to write it."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


def day_from(text: str) -> date | None:
    """Return the day that was typed (2026-03-05), None for nothing."""
    if not text.strip():
        return None
    try:
        return _near(date.fromisoformat(text.strip()))
    except ValueError:
        raise Mistake(say("«{text}» is no day; write it like 2026-03-05", text=text[:40])) from None


def instant_from(text: str, *, zone: ZoneInfo) -> datetime:
    """Return the instant that was typed, in the reader's zone if it names none."""
    try:
        instant = _near(datetime.fromisoformat(text.strip()))
    except ValueError:
        raise Mistake(say("«{text}» is no day with a time; write it like 2026-03-05 10:00", text=text[:40])) from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)


def amount_from(text: str, *, locale: Locale) -> Decimal | None:
    """Return the amount that was typed in the manner of the reader's country, None for nothing."""
    if not text.strip():
        return None
    try:
        amount = Decimal(str(parse_decimal(text.strip(), locale=locale, strict=True)))
    except (NumberFormatError, InvalidOperation):
        raise Mistake(say("«{text}» is no amount; write it like {example}", text=text[:40], example=14500)) from None
    if not amount.is_finite() or not 0 <= amount < LARGEST:
        raise Mistake(say("The amount has to be a number from 0 up"))
    return amount


def _near(day: Day) -> Day:
    """Return a day of this century; what lies beyond was mistyped, and cannot be reckoned with."""
    if not 2000 <= day.year <= 2100:
        raise ValueError(day)
    return day
