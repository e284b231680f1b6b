"""Lists that will not come in by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import AT_WORK, Import, State

STILL: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stuck:
    """One list that stands still; `is_lost` where its file is not in the folder of uploads."""

    id: int
    is_lost: bool


def stuck(*, as_of: datetime, limit: int = 20) -> list[Stuck]:
    """Return the lists whose file is gone, and those under way that have not moved for an hour. One query."""
    waiting = Import.objects.filter(state__in=(State.DRAFT, State.CHECKED, *AT_WORK)).order_by("id")
    found = [
        Stuck(pk, is_lost=is_lost)
        for pk, state, path, moved_at in waiting.values_list("id", "state", "upload__path", "moved_at")
        if (is_lost := state != State.UNDOING and _is_lost(path, state))
        or (state in AT_WORK and moved_at < as_of - STILL)
    ]
    return found[:limit]


def _is_lost(path: str, state: str) -> bool:
    """Return whether the file is wanted and not there; a draft that nobody went on with has none any more."""
    return not place_of(path).is_file() if path else state in AT_WORK
