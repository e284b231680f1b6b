"""What happened last: for whoever waits for something to happen."""

from __future__ import annotations

from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag


def has_happened(tag: Tag, *, after_id: int) -> bool:
    """Return whether something of this kind was written down after an entry."""
    return Entry.objects.filter(pk__gt=after_id, tag=tag).exists()
