"""Who did it: a human, a machine, or nobody can tell. Pure; nothing is deleted for its class."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Final

from crawleruseragents import is_crawler

HUMAN, AUTOMATIC, SUSPECT = "human", "automatic", "suspect"
CRAWLER: Final = "crawler"
NO_AGENT: Final = "no browser named"
BURST: Final = "many pages in seconds"
STEADY: Final = "the same page again and again"
SHARED: Final = "one browser, two people"
DISPOSABLE: Final = "an address to throw away"

BURST_PAGES = 5
BURST_WITHIN = timedelta(seconds=5)
STEADY_LOADS = 60
STEADY_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit of a browser, by when it happened (microseconds since 1970) and which page."""

    id: int
    occurred_at: int
    path: str


@lru_cache(maxsize=8192)
def by_agent(agent: str) -> tuple[str, str]:
    """Return the class and the reason that a browser's own account gives; the reason is empty for a human."""
    if not agent:
        return SUSPECT, NO_AGENT
    return (AUTOMATIC, CRAWLER) if is_crawler(agent) else (HUMAN, "")


def machines_among(visits: Iterable[Seen]) -> dict[int, str]:
    """Return which visits of one browser no human made, each with the reason.

    So many different pages within seconds are a scanner's; the same page so often within an hour is a screen on a wall.
    A click four seconds after another is a human's.
    """
    found: dict[int, str] = {}
    near: deque[Seen] = deque()
    loads: dict[str, deque[Seen]] = {}
    for visit in sorted(visits, key=lambda one: (one.occurred_at, one.id)):
        near.append(visit)
        while visit.occurred_at - near[0].occurred_at > _micros(BURST_WITHIN):
            near.popleft()
        if len({one.path for one in near}) >= BURST_PAGES:
            found |= {one.id: BURST for one in near}
        same = loads.setdefault(visit.path, deque())
        same.append(visit)
        while visit.occurred_at - same[0].occurred_at > _micros(STEADY_WITHIN):
            same.popleft()
        if len(same) >= STEADY_LOADS:
            found |= {one.id: STEADY for one in same if one.id not in found}
    return found


def _micros(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
