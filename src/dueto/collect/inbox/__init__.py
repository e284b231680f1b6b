"""Where hits wait to be understood: the door appends, the worker reads in order and forgets what it has understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from dueto.collect.inbox.postgres import PostgresInbox
from dueto.collect.inbox.rows import Hit, Unavailable
from dueto.collect.inbox.sqlite import SqliteInbox

__all__ = ["Hit", "Inbox", "Unavailable", "open_inbox"]


class Inbox(Protocol):
    """What both kinds do. Each call is one short transaction, or raises `Unavailable` and has changed nothing.

    An inbox belongs to one thread. It connects when it is first asked, and again after a failure.
    """

    def append(self, hits: Sequence[Hit]) -> None:
        """Write the hits durably, all or none; their own ids are not looked at, new ones are given."""

    def check(self) -> None:
        """Write something durably, so that who returns from here could have written a hit."""

    def read_after(self, last_id: int, limit: int) -> list[Hit]:
        """Return the next hits after `last_id`; one that was not there yet always gets a larger id."""

    def forget_until(self, last_id: int, limit: int) -> int:
        """Delete up to `limit` of the hits with an id up to `last_id`; return how many were deleted."""

    def newest_id(self) -> int:
        """Return the last id that was given, forgotten hits included; 0 before the first."""

    def close(self) -> None:
        """Let go of file or connection."""


def open_inbox(place: str) -> Inbox:
    """Return the inbox at `place`: a postgresql:// address, or the path of a SQLite file."""
    if place.startswith(("postgresql://", "postgres://")):
        return PostgresInbox(place)
    return SqliteInbox(Path(place))
