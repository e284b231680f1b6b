"""PostgreSQL's write-ahead log after somebody was forgotten: whom it may still hold, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from dueto.adapters.backup import write_ahead
from dueto.apps.privacy.models import Erasure


@dataclass(frozen=True, slots=True)
class ServerLog:
    """How many people the log may still hold, the octets after which it does not, and what keeps it from going on.

    `role` is who would need the rights to empty it; nobody if it has them.
    """

    people: int
    octets: int
    slot: str
    role: str


def mark() -> str:
    """Return the place in the log up to which it may hold what was deleted until now; nothing on SQLite."""
    return "" if settings.IS_SQLITE else write_ahead.position(_server())


def clear() -> int:
    """Return of how many people nothing is left in the log that was there before; emptied, where that is allowed."""
    waiting = _waiting()
    if not waiting or settings.IS_SQLITE:
        return 0
    server, cleared = _server(), 0
    is_empty = write_ahead.may_empty(server) and write_ahead.empty(server, write_ahead.position(server))
    for place in waiting:
        if is_empty or write_ahead.held(server, place).is_over:
            cleared += Erasure.objects.filter(log_mark=place).update(log_mark="")
    return cleared


def standing() -> ServerLog | None:
    """Return how the log stands; None where it holds nobody."""
    waiting = _waiting()
    if not waiting or settings.IS_SQLITE:
        return None
    server = _server()
    held = [write_ahead.held(server, place) for place in waiting]
    return ServerLog(
        people=Erasure.objects.exclude(log_mark="").count(),
        octets=max(one.octets for one in held),
        slot=next((one.slot for one in held if one.slot), ""),
        role="" if write_ahead.may_empty(server) else write_ahead.role(server),
    )


def _waiting() -> list[str]:
    return list(Erasure.objects.exclude(log_mark="").values_list("log_mark", flat=True).distinct().order_by("log_mark"))


def _server() -> Any:
    connection.ensure_connection()
    return connection.connection
