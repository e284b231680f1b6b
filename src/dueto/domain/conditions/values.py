"""How the text of a stored value is understood as a number, a date or a list: the same everywhere."""

from __future__ import annotations

import re
from datetime import date

NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,9})?"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
SEPARATOR = ";"

_NUMBER = re.compile(NUMBER)
_DATE = re.compile(DATE)


def number_in(text: str) -> float | None:
    """Return the number that `text` is, or None. Only plain decimals count: no exponents, no NaN."""
    return float(text) if _NUMBER.fullmatch(text) else None


def date_in(text: str) -> date | None:
    """Return the day that `text` begins with (`2026-11-23`, with or without a time), or None."""
    day = text[:10]
    if not _DATE.fullmatch(day):
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def listed(text: str) -> str:
    """Return a stored list (`a;b`) so that `;a;` is found in it exactly if it has the item `a`."""
    return f"{SEPARATOR}{text}{SEPARATOR}"
