"""What happened last: for whoever waits for something to happen."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag


def has_happened(tag: Tag, *, since: datetime) -> bool:
    """Return whether something of this kind was written down since an instant."""
    return Entry.objects.filter(happened_at__gte=since, tag=tag).exists()
