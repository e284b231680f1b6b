"""Tasks that need not be looked at every turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

EVERY = 60.0
"""Seconds."""


def seldom(task: Callable[[], int]) -> Callable[[], int]:
    """Return the task, done at most once a minute by this process."""
    last = -EVERY

    @wraps(task)
    def now_and_then() -> int:
        nonlocal last
        if time.monotonic() - last < EVERY:
            return 0
        last = time.monotonic()
        return task()

    return now_and_then
