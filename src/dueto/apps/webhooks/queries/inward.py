"""Doors for other systems, and what came through them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.journal.messages import unpacked
from dueto.apps.team.access import NoSuch
from dueto.apps.webhooks.models import Body, Origin, Received
from dueto.domain.basics.message import Message

PAGE = 50


@dataclass(frozen=True, slots=True)
class Came:
    """One thing that was told, as its log shows it."""

    id: int
    received_at: datetime
    understood_at: datetime | None
    is_waiting: bool
    person_id: int | None
    reasons: tuple[tuple[str, Message], ...]


def origins() -> list[Origin]:
    """Return the doors that are open, by name. One query."""
    return list(Origin.objects.filter(closed_at=None).order_by("name", "id"))


def origin_of(origin_id: int) -> Origin:
    """Return one door that is open; raise `NoSuch`."""
    one = Origin.objects.filter(pk=origin_id, closed_at=None).first()
    if one is None:
        raise NoSuch("origin")
    return one


def origin_by_code(code: str) -> Origin | None:
    """Return the door of that code, if it is open. One query."""
    return Origin.objects.filter(code=code, closed_at=None).first()


def received(origin_id: int, *, before: int | None = None, limit: int = PAGE) -> list[Came]:
    """Return what came last, or before one of them. One query."""
    rows = Received.objects.filter(origin_id=origin_id).select_related("body")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [
        Came(row.pk, row.received_at, row.understood_at, row.tried_at is None, row.person_id, _reasons(row))
        for row in rows.order_by("-id")[:limit]
    ]


def waiting_received(*, limit: int) -> list[Received]:
    """Return what nobody has looked at yet, the oldest first, with its door and what was written. One query."""
    rows = Received.objects.filter(tried_at=None, body__isnull=False).select_related("origin", "body")
    return list(rows.order_by("id")[:limit])


def _reasons(row: Received) -> tuple[tuple[str, Message], ...]:
    body: Body | None = getattr(row, "body", None)
    read = ((field, unpacked(kept)) for field, kept in body.reasons.items()) if body else ()
    return tuple((field, says) for field, says in read if isinstance(says, Message))
