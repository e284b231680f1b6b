"""Lists brought in: uploaded, given a meaning, tried out, run, stopped and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, maker
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.fields import fields_at
from dueto.api.keys import Token
from dueto.api.problems import Problem
from dueto.apps.imports import actions
from dueto.apps.imports.access import NoSuchImport, import_for
from dueto.apps.imports.actions import UnableToImport
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.queries import Progress, columns_of, latest, progress_of, refused_rows
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("imports:read"), Token("imports:write")
PIECE = 256 * 1024
Rule = Literal["if_empty", "if_newer", "always", "never"]
FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ImportMade(Schema):
    """The import that was begun."""

    id: int


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


class ImportsPage(Schema):
    """One page of imports, the newest first."""

    items: list[ImportOut]
    next: str | None


class ColumnOut(Schema):
    """One column of the file: its header, some of what stands under it, and what it is taken for."""

    header: str
    samples: list[str]
    meaning: str


class ChoicesIn(Schema):
    """What the list is and what its columns mean; what is left out stays as it was guessed."""

    kind: Literal["people", "event", "activities", "companies", "deals"] | None = None
    columns: dict[str, Any] | None = Field(None, max_length=60, description="as in a mapping file")
    system: str | None = Field(None, max_length=40)
    row_is_id: bool | None = None
    channel: str | None = Field(None, max_length=60)
    campaign: str | None = Field(None, max_length=200)
    act: str | None = Field(None, max_length=20)
    event: str | None = Field(None, max_length=200)
    event_kind: str | None = Field(None, max_length=40)
    event_status: Literal["registered", "attended", "absent"] | None = None
    event_on: date | None = None
    usual: Rule | None = None
    updates: dict[str, Rule] | None = Field(None, max_length=60)
    consent_text: str | None = Field(None, max_length=2000)
    basis: str | None = Field(None, max_length=200)


class RefusedRowOut(Schema):
    """A row that was not taken, or a cell that was left out."""

    row: int
    field: str
    says: str
    cells: list[str]


class RefusedPage(Schema):
    """One page of rows that were not taken."""

    items: list[RefusedRowOut]
    next: str | None


@router.post("/imports", auth=WRITE, response={201: ImportMade}, summary="Upload a list", openapi_extra=FILE)
def upload(
    request: Call, response: HttpResponse, name: Annotated[str, Query(min_length=1, max_length=200)]
) -> Status[ImportMade]:
    """Take a file of at most 50 MB (CSV, XLSX and what they are like), and guess what its columns mean."""
    try:
        made = actions.begin(
            pieces=_pieces(request), name=name, fields=fields_at(request.now), by=request.auth.made_by, at=request.now
        )  # fmt: skip
    except UnableToImport as unable:
        raise _refused(request, unable) from None
    response.headers["Location"] = f"/api/v1/imports/{made}"
    return Status(201, ImportMade(id=made))


@router.get("/imports", auth=READ, response=ImportsPage, summary="List imports")
def list_imports(request: Call, after: After = "", limit: Limit = 30) -> ImportsPage:
    """Return imports, the newest first; at most 30 at once."""
    most = min(limit, 30)
    found = latest(as_of=request.now, before=number_in("imports", after) or None)
    behind = sealed("imports", found[most - 1].id) if len(found) > most else None
    return ImportsPage(items=[_shown(request, one) for one in found[:most]], next=behind)


@router.get("/imports/{int:import_id}", auth=READ, response=ImportOut, summary="Read where an import stands")
def read_import(request: Call, import_id: Id) -> ImportOut:
    """Return one import."""
    return _progress(request, import_id)


@router.get("/imports/{int:import_id}/columns", auth=READ, response=list[ColumnOut], summary="Read its columns")
def read_columns(request: Call, import_id: Id) -> list[ColumnOut]:
    """Return what each column is taken for; none once the file is gone."""
    row = import_for(maker(request), import_id, right=Right.SEE)
    return [ColumnOut(header=one.header, samples=list(one.samples), meaning=one.meaning) for one in columns_of(row)]


@router.patch("/imports/{int:import_id}", auth=WRITE, response=ImportOut, summary="Say what a list means")
def choose(request: Call, import_id: Id, chosen: ChoicesIn) -> ImportOut:
    """Keep what is said of a list that has not been brought in yet."""
    row = import_for(maker(request), import_id, right=Right.SEE)
    told = {name: value for name, value in chosen.dict().items() if value is not None}
    if "event_on" in told:
        told["event_on"] = told["event_on"].isoformat()
    choices = replace(choices_from(row.choices), **told)
    return _do(request, import_id, lambda: actions.choose(
        import_id=import_id, choices=choices, fields=fields_at(request.now), at=request.now
    ))  # fmt: skip


@router.post("/imports/{int:import_id}/trial", auth=WRITE, response={202: ImportOut}, summary="Try a list out")
def trial(request: Call, import_id: Id) -> Status[ImportOut]:
    """Count what would become of each row; nothing is written."""
    return Status(202, _do(request, import_id, lambda: actions.check(import_id=import_id, at=request.now)))


@router.post("/imports/{int:import_id}/run", auth=WRITE, response={202: ImportOut}, summary="Bring a list in")
def run(request: Call, import_id: Id) -> Status[ImportOut]:
    """Bring it in, piece by piece; the same file twice adds nothing."""
    by = request.auth.made_by
    return Status(202, _do(request, import_id, lambda: actions.run(import_id=import_id, by=by, at=request.now)))


@router.post("/imports/{int:import_id}/cancellation", auth=WRITE, response={202: ImportOut}, summary="Stop an import")
def cancel(request: Call, import_id: Id) -> Status[ImportOut]:
    """Stop it after the piece under way; what is in stays until it is undone."""
    by = request.auth.made_by
    return Status(202, _do(request, import_id, lambda: actions.cancel(import_id=import_id, by=by, at=request.now)))


@router.post("/imports/{int:import_id}/undoing", auth=WRITE, response={202: ImportOut}, summary="Undo an import")
def undo(request: Call, import_id: Id) -> Status[ImportOut]:
    """Take everything out again that it brought."""
    by = request.auth.made_by
    return Status(202, _do(request, import_id, lambda: actions.undo(import_id=import_id, by=by, at=request.now)))


@router.delete("/imports/{int:import_id}", auth=WRITE, response={204: None}, summary="Throw a list away")
def discard(request: Call, import_id: Id) -> Status[None]:
    """Throw away a list that was never brought in."""
    import_for(maker(request), import_id, right=Right.SEE)
    try:
        actions.discard(import_id=import_id, by=request.auth.made_by, at=request.now)
    except UnableToImport as unable:
        raise _refused(request, unable) from None
    return Status(204, None)


@router.get(
    "/imports/{int:import_id}/refused", auth=READ, response=RefusedPage, summary="List rows that were not taken"
)
def list_refused(request: Call, import_id: Id, after: After = "", limit: Limit = 50) -> RefusedPage:
    """Return the rows that were not taken and the cells that were left out, each with its reason."""
    import_for(maker(request), import_id, right=Right.SEE)
    begin = number_in("refused", after)
    rows = list(islice(refused_rows(import_id), begin, begin + limit + 1))
    items = [
        RefusedRowOut(row=number, field=field, says=request.voice(says), cells=[str(cell) for cell in cells])
        for number, field, says, cells in rows[:limit]
    ]
    return RefusedPage(items=items, next=sealed("refused", begin + limit) if len(rows) > limit else None)


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece


def _do(request: Call, import_id: int, act: Callable[[], None]) -> ImportOut:
    import_for(maker(request), import_id, right=Right.SEE)
    try:
        act()
    except UnableToImport as unable:
        raise _refused(request, unable) from None
    return _progress(request, import_id)


def _progress(request: Call, import_id: int) -> ImportOut:
    found = progress_of(import_id, as_of=request.now)
    if found is None:
        raise NoSuchImport(import_id)
    return _shown(request, found)


def _shown(request: Call, one: Progress) -> ImportOut:
    return ImportOut(
        id=one.id, name=one.name, by=one.by, kind=one.kind, state=one.state.value, total=one.total, done=one.done,
        counts=dict(one.counts), checked=dict(one.checked),
        failure=request.voice(one.failure) if one.failure else "", created_at=one.created_at,
        started_at=one.started_at, ended_at=one.ended_at,
    )  # fmt: skip


def _refused(request: Call, unable: UnableToImport) -> Problem:
    errors = [{"at": f"body/{unable.field}" if unable.field else "body", "says": request.voice(unable.says)}]
    return Problem(422, "this cannot be done", errors=errors)
