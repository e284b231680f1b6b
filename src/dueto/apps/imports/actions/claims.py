"""Whose turn it is: which list a worker takes, by which name it holds it, and when a list has to be given up."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import AT_WORK, PATIENCE, Import, State
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say

LOST_AFTER = timedelta(minutes=5)
GONE = say("the file is no longer here; upload it again")
_NAMES: dict[int, str] = {}


def own_name() -> str:
    """Return the name of this worker, another one in each process."""
    return _NAMES.setdefault(os.getpid(), uuid4().hex)


def claim(at: datetime, by: str) -> Import | None:
    """Return the list that waited longest, held by this worker from now on; None if there is nothing to do."""
    waiting = Import.objects.filter(state__in=AT_WORK).select_related("upload").order_by("moved_at", "id")
    for row in waiting[:20]:
        if row.holder not in ("", by) and row.moved_at > at - PATIENCE:
            continue
        if row.state != State.UNDOING and not place_of(row.upload.path).is_file():
            if row.moved_at < at - LOST_AFTER:  # on another machine somebody would have taken it by now
                fail(row, GONE, at=at)
            continue
        if row.holder == by or _unmoved(row).update(holder=by, moved_at=at):
            row.holder = by
            return row
    return None


def fail(row: Import, why: Message, *, at: datetime) -> None:
    """Note why a list cannot go on."""
    with transaction.atomic():
        if Import.objects.filter(pk=row.pk, state=row.state).update(
            state=State.FAILED, failure=packed(why), moved_at=at, ended_at=at, holder=""
        ):
            record(Tag.IMPORT_FAILED, subject="import", subject_id=row.pk, by=row.by_id, at=at)


def _unmoved(row: Import) -> Any:
    return Import.objects.filter(pk=row.pk, state=row.state, place=row.place, holder=row.holder)
