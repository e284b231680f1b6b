"""How the company's own words are written, known to this process and looked up again now and then."""

from __future__ import annotations

import time
from threading import Lock

from django.conf import settings

from dueto.adapters.voice import SPELLINGS
from dueto.apps.base.queries.spellings import spellings

_LOCK = Lock()
_next_at = 0.0


def refresh() -> None:
    """Look the words up again if that was some time ago; while somebody does, the others go on with what they have."""
    global _next_at
    now = time.monotonic()
    if settings.SPELLINGS_EVERY == 0 or now < _next_at or not _LOCK.acquire(blocking=False):
        return
    try:
        SPELLINGS.update(spellings())
        _next_at = now + settings.SPELLINGS_EVERY
    finally:
        _LOCK.release()
