"""Lists on their way into the base, and out of it again: a piece a turn."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from dueto.apps.imports import actions as imports

TIDY_EVERY = 3_600.0
"""Seconds."""
_tidied = {"at": -TIDY_EVERY}


def importing() -> int:
    """Take the next piece of whatever list is on its way."""
    return imports.advance(now=_now)


def tidying() -> int:
    """Now and then let go of uploads and reasons that had their time."""
    if time.monotonic() - _tidied["at"] < TIDY_EVERY:
        return 0
    _tidied["at"] = time.monotonic()
    return imports.tidy(at=_now())


def _now() -> datetime:
    return datetime.now(UTC)
