"""What the worker does for privacy: letting go of what was kept long enough, and cleaning the files after erasures."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

from dueto.apps.privacy.actions import scrub, sweep

LOOKS_EVERY: Final = 10.0
"""Seconds between two looks while nothing is found."""


class Patient:
    """A task that is asked for twice a second and looks only now and then."""

    def __init__(self) -> None:
        self._again_at = 0.0

    def __call__(self) -> int:
        """Return how much was done."""
        if time.monotonic() < self._again_at:
            return 0
        now = datetime.now(UTC)
        done = sweep(at=now) + scrub(at=now)
        self._again_at = 0.0 if done else time.monotonic() + LOOKS_EVERY
        return done


keeping_private: Final = Patient()
