"""Taking an import out again, piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.companies import forget_records
from dueto.apps.base.actions.taking_back import TakenBack, take_back, take_back_companies
from dueto.apps.imports.files import drop
from dueto.apps.imports.models import CompanyHandle, Import, Kept, MadeCompany, Moved, RefusedRow, State, Upload
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag

ROWS, COMPANIES = 200, 200
"""Of one piece."""


def undo_piece(row: Import, *, at: datetime) -> int:
    """Return how much of the next piece was taken back: people first, then what stands on records, companies last."""
    with transaction.atomic():
        mine = Import.objects.filter(pk=row.pk, state=State.UNDOING, place=row.place, holder=row.holder)
        if not mine.update(moved_at=at):
            return 1
        done = take_back(batch=row.pk, after=row.place, limit=ROWS, before=lambda people: _before(row, people), at=at)
        if done.upto is not None:
            _note(row, done)
        elif forget_records(batch=row.pk, limit=ROWS, at=at):
            pass
        elif companies := list(MadeCompany.objects.filter(batch=row).values_list("company_id", flat=True)[:COMPANIES]):
            _companies(row, companies)
        else:
            _end(row, at=at)
    return ROWS


def _before(row: Import, people: Sequence[int]) -> dict[int, int | None]:
    return dict(
        Moved.objects.filter(batch=row, person_id__in=people).values_list("person_id", "company_before_id")
    )  # fmt: skip


def _note(row: Import, done: TakenBack) -> None:
    Kept.objects.bulk_create(
        [Kept(batch=row, person_id=person, because=why) for person, why in sorted(done.kept.items())],
        ignore_conflicts=True,
    )
    counts = Counter(row.counts)
    counts.update(gone=done.gone, eased=done.eased)
    Import.objects.filter(pk=row.pk).update(place=done.upto, counts=dict(counts))


def _companies(row: Import, company_ids: Sequence[int]) -> None:
    gone = take_back_companies(company_ids)
    MadeCompany.objects.filter(batch=row, company_id__in=company_ids).delete()
    counts = Counter(row.counts)
    counts.update(companies_gone=len(gone), companies_kept=len(company_ids) - len(gone))
    Import.objects.filter(pk=row.pk).update(counts=dict(counts))


def _end(row: Import, *, at: datetime) -> None:
    CompanyHandle.objects.filter(batch=row.pk).delete()
    Moved.objects.filter(batch=row).delete()
    RefusedRow.objects.filter(batch=row).delete()
    kept = Kept.objects.filter(batch=row).count()
    Import.objects.filter(pk=row.pk).update(state=State.UNDONE, undone_at=at, moved_at=at, holder="")
    record(
        Tag.IMPORT_UNDONE, subject="import", subject_id=row.pk, by=row.by_id, at=at,
        details={"gone": row.counts.get("gone", 0), "kept": kept},
    )  # fmt: skip
    path = Upload.objects.filter(pk=row.pk).values_list("path", flat=True).first()
    Upload.objects.filter(pk=row.pk).update(path="", preview=[])
    if path:
        transaction.on_commit(lambda: drop(path))
