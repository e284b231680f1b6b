"""Writing a piece down: what its rows add and how far the list came, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from django.db import IntegrityError, OperationalError, transaction

from dueto.apps.base.actions.texts import keep_text
from dueto.apps.imports.actions.companies import plan_companies, take_companies
from dueto.apps.imports.actions.counts import Outcome, counted, keep_reasons
from dueto.apps.imports.actions.reading import Reading
from dueto.apps.imports.actions.taking import plan_people, take_people
from dueto.apps.imports.choices import COMPANIES
from dueto.apps.imports.files import drop
from dueto.apps.imports.models import Import, State, Upload
from dueto.apps.imports.rows import Row
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say

LOG = structlog.get_logger("dueto.imports")
TRIES = 3
BROKEN = say("this row could not be taken in; it is noted, and the others are in")


def write(row: Import, rows: Sequence[Row], reading: Reading, *, is_last: bool, now: Callable[[], datetime]) -> bool:
    """Return whether the piece was written. Where two lists name the same person at once, the second looks again."""
    for _ in range(TRIES):
        try:
            return _written(row, rows, reading, is_last=is_last, now=now)
        except IntegrityError:
            reading.origins.clear()
        except OperationalError:
            raise
        except Exception:
            LOG.exception("piece broken", batch=row.pk, place=row.place)
            break
    return _written(row, rows, reading, is_last=is_last, now=now, one_by_one=True)


def _written(
    row: Import,
    rows: Sequence[Row],
    reading: Reading,
    *,
    is_last: bool,
    now: Callable[[], datetime],
    one_by_one: bool = False,
) -> bool:
    with transaction.atomic():
        counts = Counter(row.counts)
        end = {"state": State.DONE, "ended_at": now(), "total": reading.place, "holder": ""} if is_last else {}
        if not Import.objects.filter(pk=row.pk, state=State.RUNNING, place=row.place, holder=row.holder).update(
            place=reading.place, moved_at=now(), **end
        ):
            return False
        if row.place == 0 and (text := reading.choices.legal_text):
            keep_text(text, purpose="contact", language="es", at=reading.at)
        plans = _singly(row, rows, reading) if one_by_one else _together(row, rows, reading)
        for one, planned in zip(rows, plans, strict=True):
            counts.update(counted(one, planned, seen=None))
        keep_reasons(row, rows, plans, counts)
        Import.objects.filter(pk=row.pk).update(counts=dict(counts))
        if is_last:
            _end(row, dict(counts), at=now())
    return True


def _together(row: Import, rows: Sequence[Row], reading: Reading) -> Sequence[Outcome]:
    if reading.choices.kind == COMPANIES:
        planned = plan_companies(rows, reading)
        take_companies(planned, batch=row.pk, at=reading.at)
        return planned
    piece = plan_people(rows, reading, keeps=True)
    take_people(piece, batch=row, at=reading.at)
    return piece.plans


def _singly(row: Import, rows: Sequence[Row], reading: Reading) -> Sequence[Outcome]:
    """Take the rows one by one, and refuse the one that breaks."""
    plans: list[Outcome] = []
    for one in rows:
        try:
            with transaction.atomic():
                plans += _together(row, [one], reading)
        except OperationalError:
            raise
        except Exception as error:
            LOG.error("row set aside", batch=row.pk, row=one.number, why=type(error).__name__)
            one.refused = BROKEN
            reading.origins.clear()
            plans.append(None)
    return plans


def _end(row: Import, counts: dict[str, int], *, at: datetime) -> None:
    """Note that a list is in, and let go of the file."""
    record(
        Tag.IMPORT_ENDED, subject="import", subject_id=row.pk, by=row.by_id, at=at,
        details={"new": counts.get("new", 0), "refused": counts.get("refused", 0)},
    )  # fmt: skip
    path = row.upload.path
    Upload.objects.filter(pk=row.pk).update(path="", preview=[])
    transaction.on_commit(lambda: drop(path))
