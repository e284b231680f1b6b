"""The erasure ledger as a file beside the backups: what a restored backup is made to forget again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import structlog
from django.conf import settings

from dueto.adapters.backup.ledger import NAME, Entry, add, elsewhere
from dueto.apps.privacy.models import Erasure

LOG = structlog.get_logger("dueto.privacy")


def file() -> Path:
    """Return where the file is."""
    return Path(settings.BACKUPS) / NAME


def entries() -> list[Entry]:
    """Return everybody who was forgotten, the first first. One query."""
    rows = Erasure.objects.order_by("erased_at", "id").values_list("person_id", "person_created_at", "erased_at")
    return [Entry(person, created_at, erased_at) for person, created_at, erased_at in rows]


def write_down(new: Sequence[Entry]) -> None:
    """Add these to the file, and to those beside backups outside the home that can be reached.

    Where that fails, the next backup completes them from the table.
    """
    reached = [folder / NAME for folder in elsewhere(Path(settings.HOME)) if folder.is_dir()]
    for place in dict.fromkeys([file(), *reached]):
        try:
            add(place, new)
        except OSError as error:
            LOG.error("erasure ledger not written", why=type(error).__name__)
