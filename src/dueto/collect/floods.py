"""Floods: one network that sends more in a minute than people do."""

from __future__ import annotations

MINUTE = 60_000_000
ACCEPTED = 6_000
"""Hits a minute: an office of a thousand people behind one address, all clicking at once."""
REFUSED = 600
REMEMBERED = 100_000


class Floods:
    """Counts by network, forgotten every minute. Cheap on purpose: what people did is for the worker to judge."""

    def __init__(self) -> None:
        self._minute = -1
        self._accepted: dict[str, int] = {}
        self._refused: dict[str, int] = {}

    def is_flooding(self, key: str, *, at: int) -> bool:
        """Return whether this network has used up its minute."""
        minute = at // MINUTE
        if minute != self._minute or len(self._accepted) > REMEMBERED or len(self._refused) > REMEMBERED:
            self._minute = minute
            self._accepted.clear()
            self._refused.clear()
        return self._accepted.get(key, 0) >= ACCEPTED or self._refused.get(key, 0) >= REFUSED

    def accepted(self, key: str) -> None:
        """Count one more hit of this network."""
        self._accepted[key] = self._accepted.get(key, 0) + 1

    def refused(self, key: str) -> None:
        """Count one more post that was no good."""
        self._refused[key] = self._refused.get(key, 0) + 1


def seconds_left(at: int) -> int:
    """Return after how many seconds the next minute begins."""
    return 1 + (MINUTE - at % MINUTE) // 1_000_000
