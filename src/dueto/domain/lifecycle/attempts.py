"""Attempts to reach somebody: what was promised, and whether it was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SPREAD = 2
"""«At different hours»: at least so many hours of the day, wherever more than one attempt is promised."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of this executive that reached nobody. An automatic mail is none."""

    at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class PromisedAttempts:
    """What is promised before «no answer» may be said: so many, within a time (None: any), on so many channels."""

    n: int
    within: timedelta | None = None
    channels: int = 1


def are_made(promised: PromisedAttempts, *, attempts: Iterable[Attempt], zone: ZoneInfo, as_of: datetime) -> bool:
    """Return whether the attempts known at `as_of` keep the promise.

    Ringing again within the hour on the same channel is the same attempt. The promised time may begin with any
    attempt: who began late has broken a clock, and can still do what was promised.
    """
    done = sorted((attempt for attempt in attempts if attempt.at <= as_of), key=lambda attempt: attempt.at)
    for place, first in enumerate(done):
        near = [
            attempt for attempt in done[place:] if promised.within is None or attempt.at - first.at <= promised.within
        ]
        local = [(attempt.channel, attempt.at.astimezone(zone)) for attempt in near]
        distinct = {(channel, at.date(), at.hour) for channel, at in local}
        if (
            len(distinct) >= promised.n
            and len({channel for channel, _, _ in distinct}) >= promised.channels
            and len({hour for _, _, hour in distinct}) >= min(promised.n, SPREAD)
        ):
            return True
    return False
