"""Who reads the page that is being written."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.template import Context

from dueto.web.speech import STRANGER, Reader


def reader_of(context: Context) -> Reader:
    """Return the reader that the request names; a page without one is read in Spanish and in UTC."""
    request: Any = context.get("request") or getattr(context, "request", None)
    if request is None:
        return STRANGER
    return Reader(
        voice=getattr(request, "voice", STRANGER.voice),
        zone=getattr(request, "zone", UTC),
        now=getattr(request, "now", None),
    )
