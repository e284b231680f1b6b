"""Where an import stands, as the API tells it after every call that moves one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ninja import Field, Schema

from dueto.api.calls import Call, maker
from dueto.api.problems import Problem, in_english
from dueto.apps.imports.access import NoSuchImport, import_for
from dueto.apps.imports.actions import UnableToImport
from dueto.apps.imports.queries import Progress, progress_of
from dueto.apps.team.rights import Right


class ImportOut(Schema):
    """Where one import stands."""

    id: int
    name: str
    by: str
    kind: str
    state: str = Field(description="draft, checking, checked, running, done, cancelled, failed, undoing or undone")
    total: int
    done: int
    counts: dict[str, int] = Field(description="what became of the rows until now")
    checked: dict[str, int] = Field(description="what would become of them, after a trial")
    failure: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


def done(request: Call, import_id: int, act: Callable[[], None]) -> ImportOut:
    """Return where the import stands once this is done to it. Raises `Problem` if it cannot be."""
    import_for(maker(request), import_id, right=Right.SEE)
    try:
        act()
    except UnableToImport as unable:
        raise refused(unable) from None
    return standing(request, import_id)


def standing(request: Call, import_id: int) -> ImportOut:
    """Return where the import stands. Raises `NoSuchImport`."""
    found = progress_of(import_id, as_of=request.now)
    if found is None:
        raise NoSuchImport(import_id)
    return shown(request, found)


def shown(request: Call, one: Progress) -> ImportOut:
    """Return an import as the API tells of it."""
    return ImportOut(
        id=one.id, name=one.name, by=one.by, kind=one.kind, state=one.state.value, total=one.total, done=one.done,
        counts=dict(one.counts), checked=dict(one.checked),
        failure=request.voice(one.failure) if one.failure else "", created_at=one.created_at,
        started_at=one.started_at, ended_at=one.ended_at,
    )  # fmt: skip


def refused(unable: UnableToImport) -> Problem:
    """Return the answer to what cannot be done."""
    errors = [{"at": f"body/{unable.field}" if unable.field else "body", "says": in_english(unable.says)}]
    return Problem(422, "this cannot be done", errors=errors)
