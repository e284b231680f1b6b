"""The journal page by page, the newest first, by keys: an older page costs no more than the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from dueto.apps.journal.models import Entry

SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries somebody wants to see. `by` 0 asks for what Dueto did by itself."""

    tag: str = ""
    by: int | None = None
    person_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its entries, and the keys of the pages around it."""

    entries: tuple[Entry, ...]
    newer: int | None
    older: int | None


def page(asked: Asked, *, before: int | None = None, after: int | None = None, size: int = SIZE) -> Page:
    """Return the newest page, the one older than the entry `before`, or the one newer than `after`."""
    rows = _asked(asked)
    if after is not None:
        found = list(rows.filter(id__gt=after).order_by("id")[: size + 1])
        has_newer, found = len(found) > size, found[:size][::-1]
        return Page(tuple(found), found[0].pk if found and has_newer else None, found[-1].pk if found else None)
    found = list((rows if before is None else rows.filter(id__lt=before)).order_by("-id")[: size + 1])
    has_older, found = len(found) > size, found[:size]
    return Page(
        tuple(found),
        found[0].pk if found and before is not None else None,
        found[-1].pk if found and has_older else None,
    )


def everything(asked: Asked) -> Iterator[Entry]:
    """Return all entries that were asked for, the newest first, without holding them all."""
    return _asked(asked).order_by("-id").iterator(chunk_size=500)


def _asked(asked: Asked) -> QuerySet[Entry]:
    rows = Entry.objects.select_related("by")
    if asked.tag:
        rows = rows.filter(tag=asked.tag)
    if asked.by is not None:
        rows = rows.filter(by_id=asked.by or None)
    if asked.person_id is not None:
        rows = rows.filter(person_id=asked.person_id)
    if asked.since is not None:
        rows = rows.filter(happened_at__gte=asked.since)
    return rows if asked.until is None else rows.filter(happened_at__lt=asked.until)
