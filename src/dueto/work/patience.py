"""Tasks that need not look at every turn of their lane."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from dueto.work.rounds import Task


def seldom(every: float) -> Callable[[Task], Task]:
    """Return the decorator of a task that goes on while it finds something, and else rests for `every` seconds."""

    def decorate(task: Task) -> Task:
        again_at = 0.0

        @wraps(task)
        def now_and_then() -> int:
            nonlocal again_at
            if time.monotonic() < again_at:
                return 0
            done = task()
            again_at = 0.0 if done else time.monotonic() + every
            return done

        return now_and_then

    return decorate
