"""One hit as it waits in the inbox."""

from __future__ import annotations

from typing import NamedTuple


class Hit(NamedTuple):
    """What the browser sent and what the door knew when it came; nobody has understood it yet.

    It is a tuple because it goes into the database as one, many thousand times a second.
    """

    id: int
    received_at: int
    """Microseconds since 1970, UTC."""
    ago: int
    """Milliseconds that it waited in the browser before it could be sent."""
    visitor: str
    kind: str
    """visit, download, event or identify."""
    url: str
    referrer: str | None
    item: str | None
    """What was downloaded, which event happened, or as whom the visitor is identified."""
    language: str | None
    screen: str | None
    agent: str | None
    """The browser by its own account, cut at 400 characters."""
    origin_key: str
    """The same for hits of one network on one day; the address cannot be had back from it."""
    consent: bool | None
    """What the person answered; nothing where the page does not ask."""
    extra: str | None
    """What an event carries, as a flat JSON object."""

    @property
    def occurred_at(self) -> int:
        """Return when it happened in the browser, in microseconds since 1970, UTC."""
        return self.received_at - self.ago * 1000


COLUMNS = Hit._fields[1:]


class Unavailable(Exception):
    """The inbox cannot be written or read just now; `reason` is one word for the figures."""

    def __init__(self, reason: str, told: str) -> None:
        super().__init__(told)
        self.reason = reason
