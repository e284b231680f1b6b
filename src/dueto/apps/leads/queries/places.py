"""Where a page of a list begins: behind the last one of the page before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.leads.queries.filters import NEAREST, NEWEST, RECENT

MARKS = {RECENT: "a", NEAREST: "r", NEWEST: "n"}


@dataclass(frozen=True, slots=True)
class Place:
    """Behind whom a page begins: what the order sorts by (an instant, a rank, nothing), and the id."""

    value: str
    id: int


def mark(order: str, value: object, pk: int) -> str:
    """Return the place behind somebody as addresses carry it."""
    text = value.isoformat() if isinstance(value, datetime) else "" if value is None else str(value)
    return f"{MARKS[order]}:{text}:{pk}"


def place_in(after: str, order: str) -> Place | None:
    """Return where a page begins; None for the first, or for a mark that is none of this order."""
    kind, _, rest = after.partition(":")
    value, _, pk = rest.rpartition(":")
    if kind != MARKS[order] or not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
        return None
    is_known = {
        RECENT: not value or _is_instant(value),
        NEAREST: _is_rank(value),
        NEWEST: not value,
    }
    return Place(value, int(pk)) if is_known[order] else None


def _is_rank(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= 9


def _is_instant(text: str) -> bool:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is not None and 1 < read.year < 9999
