"""Where a page of companies begins: behind the last one of the page before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dueto.apps.leads.queries.firms.filters import NAME, NEWEST, RECENT

MARKS = {NAME: "k", RECENT: "a", NEWEST: "n"}


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which company a page begins: its key, when somebody of it acted last (None: nobody did), or its id."""

    key: str = ""
    acted_at: datetime | None = None
    id: int = 0


def mark(order: str, *, key: str = "", acted_at: datetime | None = None, pk: int = 0) -> str:
    """Return the place behind a company as addresses carry it."""
    if order == NAME:
        return f"{MARKS[NAME]}:{key}"
    return f"{MARKS[order]}:{acted_at.isoformat() if acted_at else ''}:{pk}"


def place_in(after: str, order: str) -> Place | None:
    """Return where a page begins; None for the first, or for a mark that is none of this order."""
    kind, _, rest = after.partition(":")
    if kind != MARKS[order]:
        return None
    if order == NAME:
        return Place(key=rest)
    value, _, pk = rest.rpartition(":")
    if not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
        return None
    if order == NEWEST or not value:
        return Place(id=int(pk))
    try:
        acted_at = datetime.fromisoformat(value)
    except ValueError:
        return None
    if acted_at.tzinfo is None or not 1 < acted_at.year < 9999:
        return None
    return Place(acted_at=acted_at.astimezone(UTC), id=int(pk))
