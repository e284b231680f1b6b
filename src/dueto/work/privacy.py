"""What the worker does for privacy: letting go of what was kept long enough, and cleaning the files after erasures."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from dueto.apps.privacy import server_log
from dueto.apps.privacy.actions import scrub, sweep
from dueto.work.patience import seldom

LOOKS_EVERY: Final = 10.0
"""Seconds."""
LOG_EVERY: Final = 600.0


@seldom(LOOKS_EVERY)
def keeping_private() -> int:
    """Let go of the next rows that were kept long enough, and clean the files of whom was forgotten."""
    now = datetime.now(UTC)
    return sweep(at=now) + scrub(at=now)


@seldom(LOG_EVERY)
def clearing_log() -> int:
    """Look again whether the server's own log still holds somebody: a right may have been given, a slot moved on."""
    return server_log.clear()
