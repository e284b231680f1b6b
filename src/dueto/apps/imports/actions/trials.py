"""Trying a list out: everything but writing it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from dueto.apps.imports.actions.companies import plan_companies
from dueto.apps.imports.actions.counts import Outcome, counted, keep_reasons
from dueto.apps.imports.actions.reading import Reading, put_back, take
from dueto.apps.imports.actions.taking import plan_people
from dueto.apps.imports.choices import COMPANIES
from dueto.apps.imports.models import Import, State, Upload
from dueto.apps.imports.preview import preview_of
from dueto.apps.imports.rows import Row
from dueto.apps.journal.messages import packed
from dueto.domain.basics.message import Message

AT_ONCE = 500


def try_out(row: Import, now: Callable[[], datetime]) -> int:
    """Return how many rows were tried out. After a crash it begins again, since it remembers whom it met."""
    reading = take(row)
    if row.place and not reading.seen:
        Import.objects.filter(pk=row.pk, state=State.CHECKING).update(place=0, checked={})
        return 1
    rows = reading.next(AT_ONCE)
    counts, plans = Counter(row.checked), _planned(rows, reading)
    for one, planned in zip(rows, plans, strict=True):
        counts.update(counted(one, planned, seen=reading.seen))
    if row.place == 0:
        shown = preview_of(rows, plans)
        notes = [packed(note) for note in reading.notes if isinstance(note, Message)]
        Upload.objects.filter(pk=row.pk).update(preview=shown, form={**row.upload.form, "notes": notes})
    is_last = len(rows) < AT_ONCE
    changes = {"state": State.CHECKED, "total": reading.place, "holder": ""} if is_last else {}
    with transaction.atomic():
        moved = Import.objects.filter(pk=row.pk, state=State.CHECKING, place=row.place).update(
            place=reading.place, checked=dict(counts), moved_at=now(), **changes
        )
        if moved:
            keep_reasons(row, rows, plans, counts)
    if moved and not is_last:
        put_back(row, reading)
    return len(rows) or 1


def _planned(rows: Sequence[Row], reading: Reading) -> Sequence[Outcome]:
    if reading.choices.kind == COMPANIES:
        return plan_companies(rows, reading)
    return plan_people(rows, reading, keeps=False).plans
