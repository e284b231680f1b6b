"""Moving an import on: trying it out, bringing it in, stopping it, taking it out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dueto.apps.imports.actions.beginning import BEFORE, UnableToImport
from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import Import, RefusedRow, State
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say

NOT_NOW = say("this import is not where that can be done; load the page again")
GONE = say("the file is no longer here; upload it again")


@transaction.atomic
def check(*, import_id: int, at: datetime) -> None:
    """Let a list be tried out: counted, with nothing written. The worker does it."""
    _move(import_id, BEFORE, State.CHECKING, at=at, place=0, checked={}, counts={}, failure=None)
    RefusedRow.objects.filter(batch=import_id).delete()


@transaction.atomic
def run(*, import_id: int, by: int | None, at: datetime) -> None:
    """Let a list be brought in. The worker does it, in pieces."""
    row = _move(import_id, BEFORE, State.RUNNING, at=at, place=0, counts={}, failure=None, started_at=at, ended_at=None)
    RefusedRow.objects.filter(batch=import_id).delete()
    told = {name: row.choices[name] for name in ("kind", "basis") if row.choices.get(name)}
    record(Tag.IMPORT_STARTED, subject="import", subject_id=import_id, by=by, at=at, details=told)


@transaction.atomic
def cancel(*, import_id: int, by: int | None, at: datetime) -> None:
    """Stop an import after the piece under way; what is in stays until it is undone. A trial is simply given up."""
    row = Import.objects.select_for_update().get(pk=import_id)
    if row.state == State.CHECKING:
        _move(import_id, (State.CHECKING,), State.DRAFT, at=at)
        return
    _move(import_id, (State.RUNNING,), State.CANCELLED, at=at, ended_at=at)
    record(
        Tag.IMPORT_CANCELLED, subject="import", subject_id=import_id, by=by, at=at, details={"rows": row.place}
    )  # fmt: skip


@transaction.atomic
def undo(*, import_id: int, by: int | None, at: datetime) -> None:
    """Let everything be taken out again that an import brought. The worker does it, in pieces."""
    row = Import.objects.select_for_update().get(pk=import_id)
    if row.started_at is None:
        raise UnableToImport(NOT_NOW)
    _move(import_id, (State.DONE, State.CANCELLED, State.FAILED), State.UNDOING, at=at, place=0)
    record(Tag.IMPORT_UNDOING, subject="import", subject_id=import_id, by=by, at=at)


def _move(import_id: int, from_: Sequence[State], to: State, *, at: datetime, **changes: object) -> Import:
    row = Import.objects.select_for_update().get(pk=import_id)
    if row.state not in from_:
        raise UnableToImport(NOT_NOW)
    if to in (State.CHECKING, State.RUNNING) and not (hasattr(row, "upload") and place_of(row.upload.path).is_file()):
        raise UnableToImport(GONE)
    Import.objects.filter(pk=import_id).update(state=to, moved_at=at, holder="", **changes)
    return row
