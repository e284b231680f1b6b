"""Counting whom the content touches, and how often the pages of forms are seen: a small piece at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from dueto.apps.forms import actions as forms
from dueto.apps.forms.queries.content import stale
from dueto.apps.leads.queries.reach import reach_of_content

FRESH: Final = timedelta(minutes=10)
"""For so long the numbers of a piece of content stand as they are."""


def counting_touches() -> int:
    """Look at the next activities; answer how many."""
    return forms.count_touches(at=datetime.now(UTC))


def counting_content() -> int:
    """Count anew the piece of content whose numbers are the oldest; answer how many were counted."""
    now = datetime.now(UTC)
    content_id = stale(before=now - FRESH)
    if content_id is None:
        return 0
    forms.count_content(content_id, reach_of_content(content_id), at=now)
    return 1
