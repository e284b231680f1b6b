"""Everybody whom a list means, some hundred at a time: for what is done with all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dueto.apps.base.queries.search import search
from dueto.apps.leads.queries.filters import NEWEST, Filters, asked
from dueto.apps.leads.queries.found import Found, found
from dueto.apps.leads.queries.narrow import all_among

AT_ONCE = 500


def piece(filters: Filters, *, as_of: datetime, after: str = "", size: int = AT_ONCE) -> Found:
    """Return the next of those who meet the conditions, whoever came last first: an order that nothing changes.

    Words that were searched for are left out: `found_by` answers them.
    """
    return found(replace(filters, words="", order=NEWEST), as_of=as_of, after=after, size=size)


def found_by(filters: Filters, *, as_of: datetime) -> tuple[int, ...]:
    """Return everybody whom the words of these conditions find, as many as a search looks at."""
    hits = search(filters.words)
    return tuple(sorted(all_among(list(hits.person_ids), asked(filters, as_of=as_of)), reverse=True))


def pieces(filters: Filters, *, as_of: datetime) -> Iterator[tuple[int, ...]]:
    """Yield everybody who meets the conditions, each once."""
    if filters.words:
        ids = found_by(filters, as_of=as_of)
        yield from (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        return
    after = ""
    while True:
        page = piece(filters, as_of=as_of, after=after)
        yield page.person_ids
        after = page.next
        if not after:
            return
