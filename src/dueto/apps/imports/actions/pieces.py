"""The next piece of whatever list is on its way: so small that nobody waits for it, and never done twice."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import structlog
from django.db import IntegrityError, OperationalError, transaction

from dueto.adapters.readers.rows import RefusedFile
from dueto.apps.base.actions.arriving import Plan
from dueto.apps.base.actions.texts import keep_text
from dueto.apps.base.queries.waiting import traffic
from dueto.apps.imports.actions.companies import Planned, plan_companies, take_companies
from dueto.apps.imports.actions.reading import Reading, put_back, take
from dueto.apps.imports.actions.taking import plan_people, take_people
from dueto.apps.imports.actions.undoing import undo_piece
from dueto.apps.imports.choices import COMPANIES
from dueto.apps.imports.files import drop, place_of
from dueto.apps.imports.models import AT_WORK, PATIENCE, Import, RefusedRow, State, Upload
from dueto.apps.imports.preview import preview_of
from dueto.apps.imports.rows import Row
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say

LOG = structlog.get_logger("dueto.imports")
AIM = 0.05
"""Seconds of work that a piece should be: the database has one pen, and others are waiting for it.

Waiting for a busy machine is not counted: smaller pieces would only make it busier.
"""
POLITE = 4
"""While hits come in, pieces are so many times smaller, and after each the others have as long as it took."""
FEWEST, MOST, AT_FIRST, TRIED_AT_ONCE = 60, 500, 100, 500
TRIES = 3
REASONS_KEPT = 50_000
LOST_AFTER = timedelta(minutes=5)
GONE = say("the file is no longer here; upload it again")
BROKEN = say("this row could not be taken in; it is noted, and the others are in")
_PACE = {"rows": AT_FIRST}
_TRAFFIC = {"seen": 0}
_ME: dict[int, str] = {}


def advance(*, now: Callable[[], datetime], me: str = "") -> int:
    """Return how many rows of some list were dealt with; 0 if there is nothing to do.

    Lists take turns. A piece writes what it adds and how far it came in one transaction: killed at any instant, the
    next one goes on where it stood. `me` names the worker, by itself a name of its own in each process.
    """
    me = me or _me()
    row = _claim(now(), me)
    if row is None:
        return 0
    try:
        match row.state:
            case State.CHECKING:
                return _check(row, now)
            case State.RUNNING:
                return _run(row, now)
            case _:
                return undo_piece(row, at=now())
    except RefusedFile as refusal:
        _fail(row, refusal.message, at=now())
        return 1


def _claim(at: datetime, me: str) -> Import | None:
    waiting = Import.objects.filter(state__in=AT_WORK).select_related("upload").order_by("moved_at", "id")
    for row in waiting[:20]:
        if row.holder not in ("", me) and row.moved_at > at - PATIENCE:
            continue
        if row.state != State.UNDOING and not place_of(row.upload.path).is_file():
            if row.moved_at < at - LOST_AFTER:  # on another machine somebody would have taken it by now
                _fail(row, GONE, at=at)
            continue
        if row.holder == me or _unmoved(row).update(holder=me, moved_at=at):
            row.holder = me
            return row
    return None


def _unmoved(row: Import) -> Any:
    return Import.objects.filter(pk=row.pk, state=row.state, place=row.place, holder=row.holder)


def _me() -> str:
    """Return the name of this worker, another one in each process."""
    return _ME.setdefault(os.getpid(), uuid4().hex)


def _check(row: Import, now: Callable[[], datetime]) -> int:
    """Try out the next rows. After a crash it begins again, since it remembers whom it met."""
    reading = take(row)
    if row.place and not reading.seen:
        Import.objects.filter(pk=row.pk, state=State.CHECKING).update(place=0, checked={})
        return 1
    rows = reading.next(TRIED_AT_ONCE)
    counts, plans = Counter(row.checked), _planned(rows, reading, keeps=False)
    for one, planned in zip(rows, plans, strict=True):
        counts.update(_counted(one, planned, seen=reading.seen))
    if row.place == 0:
        shown = preview_of(rows, plans)
        notes = [packed(note) for note in reading.notes if isinstance(note, Message)]
        Upload.objects.filter(pk=row.pk).update(preview=shown, form={**row.upload.form, "notes": notes})
    is_last = len(rows) < TRIED_AT_ONCE
    changes = {"state": State.CHECKED, "total": reading.place, "holder": ""} if is_last else {}
    with transaction.atomic():
        moved = Import.objects.filter(pk=row.pk, state=State.CHECKING, place=row.place).update(
            place=reading.place, checked=dict(counts), moved_at=now(), **changes
        )
        if moved:
            _keep_reasons(row, rows, plans, counts)
    if moved and not is_last:
        put_back(row, reading)
    return len(rows) or 1


def _run(row: Import, now: Callable[[], datetime]) -> int:
    reading = take(row)
    is_busy = _is_busy()
    wanted = max(1, _PACE["rows"] // (POLITE if is_busy else 1))
    rows = reading.next(wanted)
    is_last = len(rows) < wanted
    began, clock = time.thread_time(), time.monotonic()
    moved = _tried(row, rows, reading, is_last=is_last, now=now)
    took = time.thread_time() - began
    if rows and not is_busy:
        wanted = int(_PACE["rows"] * min(2.0, max(0.5, AIM / max(took, 0.001))))
        _PACE["rows"] = min(MOST, max(FEWEST, wanted))
    if moved and not is_last:
        put_back(row, reading)
    time.sleep(min(1.0, AIM + time.monotonic() - clock) if is_busy else min(took, AIM) / 4)  # others may write now
    return len(rows) or 1


def _is_busy() -> bool:
    """Return whether hits have come in since the last piece."""
    before, _TRAFFIC["seen"] = _TRAFFIC["seen"], traffic()
    return before != _TRAFFIC["seen"]


def _tried(row: Import, rows: Sequence[Row], reading: Reading, *, is_last: bool, now: Callable[[], datetime]) -> bool:
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
        if row.place == 0 and reading.choices.consent_text:
            keep_text(reading.choices.consent_text, purpose="contact", language="es", at=reading.at)
        plans = _singly(row, rows, reading) if one_by_one else _together(row, rows, reading)
        for one, planned in zip(rows, plans, strict=True):
            counts.update(_counted(one, planned, seen=None))
        _keep_reasons(row, rows, plans, counts)
        Import.objects.filter(pk=row.pk).update(counts=dict(counts))
        if is_last:
            end_of(row, dict(counts), at=now())
    return True


def _together(row: Import, rows: Sequence[Row], reading: Reading) -> Sequence[Plan | Planned | None]:
    if reading.choices.kind == COMPANIES:
        planned = plan_companies(rows, reading)
        take_companies(planned, batch=row.pk, at=reading.at)
        return planned
    piece = plan_people(rows, reading, keeps=True)
    take_people(piece, batch=row.pk, at=reading.at)
    return piece.plans


def _singly(row: Import, rows: Sequence[Row], reading: Reading) -> Sequence[Plan | Planned | None]:
    """Take the rows one by one, and refuse the one that breaks."""
    plans: list[Plan | Planned | None] = []
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


def _planned(rows: Sequence[Row], reading: Reading, *, keeps: bool) -> Sequence[Plan | Planned | None]:
    if reading.choices.kind == COMPANIES:
        return plan_companies(rows, reading)
    return plan_people(rows, reading, keeps=keeps).plans


def end_of(row: Import, counts: dict[str, int], *, at: datetime) -> None:
    """Note that a list is in, and let go of the file."""
    record(
        Tag.IMPORT_ENDED, subject="import", subject_id=row.pk, by=row.by_id, at=at,
        details={"new": counts.get("new", 0), "refused": counts.get("refused", 0)},
    )  # fmt: skip
    path = row.upload.path
    Upload.objects.filter(pk=row.pk).update(path="", preview=[])
    transaction.on_commit(lambda: drop(path))


def _fail(row: Import, why: Message, *, at: datetime) -> None:
    with transaction.atomic():
        if Import.objects.filter(pk=row.pk, state=row.state).update(
            state=State.FAILED, failure=packed(why), moved_at=at, ended_at=at, holder=""
        ):
            record(Tag.IMPORT_FAILED, subject="import", subject_id=row.pk, by=row.by_id, at=at)


def _counted(row: Row, planned: Plan | Planned | None, *, seen: set[int] | None) -> dict[str, int]:
    """Return what one row counts as. A trial remembers whom it `seen`, because it writes nobody down."""
    counts = {"read": 1}
    if row.problems:
        counts["cells"] = len(row.problems)
    if isinstance(planned, Planned):
        counts["new" if planned.is_new else "changed" if planned.handle else "same"] = 1
        return counts
    if planned is None or planned.refused is not None:
        return counts | {"refused": 1}
    if seen is not None:
        marks = {hash((key.kind, key.value if not key.shared else planned.row.named(key).value))
                 for key in planned.row.handles} | {hash(planned.row.key)}  # fmt: skip
        is_met = not seen.isdisjoint(marks)
        seen |= marks
        if is_met and (planned.is_new or planned.found == "row"):
            return counts | {"twice": 1}
    if planned.is_new:
        return counts | {"new": 1, "acts": len(planned.done)}
    what = {"changed" if planned.adds else "same": 1}
    return counts | {f"by_{planned.found}": 1, "acts": len(planned.done), **what}


def _keep_reasons(
    row: Import, rows: Sequence[Row], plans: Sequence[Plan | Planned | None], counts: Counter[str]
) -> None:
    """Keep why rows were refused and cells left out, up to a bound: whoever sends more has the wrong file."""
    if counts["refused"] + counts["cells"] > REASONS_KEPT:
        return
    reasons: list[RefusedRow] = []
    for one, planned in zip(rows, plans, strict=True):
        why = one.refused or (planned.refused if isinstance(planned, Plan) else None)
        if why is not None:
            reasons.append(RefusedRow(batch_id=row.pk, number=one.number, reason=packed(why), cells=list(one.cells)))
        else:
            reasons += [
                RefusedRow(
                    batch_id=row.pk, number=one.number, field=str(problem.path[0])[:60], reason=packed(problem.says),
                    cells=[problem.value],
                )
                for problem in one.problems
            ]  # fmt: skip
    RefusedRow.objects.bulk_create(reasons)
