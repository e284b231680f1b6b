"""What is kept for a while only, and then forgotten, some rows at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from dueto.apps.team.actions.calls import forget_calls
from dueto.apps.webhooks.actions.delivering import forget_deliveries
from dueto.apps.webhooks.actions.receiving import forget_received
from dueto.work.rounds import Task

SELDOM: Final = 600.0
"""Seconds between two looks where nothing was found."""
MONTH: Final = timedelta(days=30)


def seldom(forget: Callable[[datetime], int]) -> Task:
    """Return the task that forgets while there is something to forget, and else looks once in ten minutes."""
    again = 0.0

    def task() -> int:
        nonlocal again
        if time.monotonic() < again:
            return 0
        done = forget(datetime.now(UTC))
        again = 0.0 if done else time.monotonic() + SELDOM
        return done

    return task


ALL: Final[tuple[Task, ...]] = (
    seldom(lambda now: forget_calls(at=now)),
    seldom(lambda now: forget_deliveries(before=now - MONTH)),
    seldom(lambda now: forget_received(at=now)),
)
