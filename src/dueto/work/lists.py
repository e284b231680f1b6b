"""Lists on their way into the base, and out of it again: a piece a turn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from dueto.apps.imports import actions as imports
from dueto.work.patience import seldom

TIDIES_EVERY: Final = 3_600.0
"""Seconds."""


def importing() -> int:
    """Take the next piece of whatever list is on its way."""
    return imports.advance(now=_now)


@seldom(TIDIES_EVERY)
def tidying() -> int:
    """Let go of uploads and reasons that had their time."""
    return imports.tidy(at=_now())


def _now() -> datetime:
    return datetime.now(UTC)
