"""Reading the journal and the outbox."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Min

from dueto.apps.journal.models import Effect, Entry


def newest_id() -> int:
    """Return the id of the newest entry: it changes whenever anything was decided."""
    return int(Entry.objects.aggregate(newest=Max("id"))["newest"] or 0)


def entries_of_person(*person_ids: int, limit: int = 100) -> list[Entry]:
    """Return the newest entries about one person, under all the numbers that are theirs, with who decided."""
    return list(Entry.objects.filter(person_id__in=person_ids).select_related("by").order_by("-id")[:limit])


def entries_after(entry_id: int, *, limit: int, tag: str = "", person_id: int | None = None) -> list[Entry]:
    """Return entries by id beyond `entry_id`, the oldest first. One query."""
    rows = Entry.objects.filter(id__gt=entry_id)
    if tag:
        rows = rows.filter(tag=tag)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    return list(rows.order_by("id")[:limit])


def due_effects(*, as_of: datetime, limit: int = 50) -> list[Effect]:
    """Return what has to leave by now, the earliest first."""
    return list(Effect.objects.waiting().filter(due_at__lte=as_of, leaving_at=None).order_by("due_at", "id")[:limit])


def failed_effects(*, limit: int = 100) -> list[Effect]:
    """Return what could not be sent, the newest first."""
    return list(Effect.objects.failed().order_by("-failed_at", "-id")[:limit])


def seconds_behind(*, as_of: datetime) -> float:
    """Return for how long the effect that is due longest has been waiting for the worker."""
    first = Effect.objects.waiting().filter(due_at__lte=as_of, leaving_at=None).aggregate(first=Min("due_at"))["first"]
    return (as_of - first).total_seconds() if first else 0.0
