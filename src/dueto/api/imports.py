"""Lists to be brought in: uploaded, given a meaning, looked at, thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema, Status

from dueto.api.calls import Call, Id, maker
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.files import FILE, PIECE
from dueto.api.keys import Token
from dueto.api.kinds import Day, Flag, Given
from dueto.api.standing import ImportOut, done, refused, shown, standing
from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports import actions
from dueto.apps.imports.access import import_for
from dueto.apps.imports.actions import UnableToImport
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.queries import columns_of, latest
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("imports:read"), Token("imports:write")
Rule = Literal["if_empty", "if_newer", "always", "never"]


class ImportMade(Schema):
    """The import that was begun."""

    id: int


class ImportsPage(Schema):
    """One page of imports, the newest first."""

    items: list[ImportOut]
    next: str | None


class ColumnOut(Schema):
    """One column of the file: its header, some of what stands under it, and what it is taken for."""

    header: str
    samples: list[str]
    meaning: str


class ChoicesIn(Given):
    """What the list is and what its columns mean; what is left out stays as it was guessed."""

    kind: Literal["people", "event", "activities", "companies", "deals"] | None = None
    columns: dict[str, Any] | None = Field(None, max_length=60, description="as in a mapping file")
    system: str | None = Field(None, max_length=40)
    row_is_id: Flag | None = None
    channel: str | None = Field(None, max_length=60)
    campaign: str | None = Field(None, max_length=200)
    act: str | None = Field(None, max_length=20)
    event: str | None = Field(None, max_length=200)
    event_kind: str | None = Field(None, max_length=40)
    event_status: Literal["registered", "attended", "absent"] | None = None
    event_on: Day | None = None
    usual: Rule | None = None
    updates: dict[str, Rule] | None = Field(None, max_length=60)
    consent_text: str | None = Field(None, max_length=2000)
    basis: Literal["", "request", "contract", "interest"] | None = Field(
        None, description="on what in law it stands, where they did not consent"
    )
    basis_text: str | None = Field(None, max_length=2000, description="that basis in words")


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
        raise refused(unable) from None
    response.headers["Location"] = f"/api/v1/imports/{made}"
    return Status(201, ImportMade(id=made))


@router.get("/imports", auth=READ, response=ImportsPage, summary="List imports")
def list_imports(request: Call, after: After = "", limit: Limit = 30) -> ImportsPage:
    """Return imports, the newest first; at most 30 at once."""
    most = min(limit, 30)
    found = latest(as_of=request.now, before=number_in("imports", after) or None)
    behind = sealed("imports", found[most - 1].id) if len(found) > most else None
    return ImportsPage(items=[shown(request, one) for one in found[:most]], next=behind)


@router.get("/imports/{int:import_id}", auth=READ, response=ImportOut, summary="Read where an import stands")
def read_import(request: Call, import_id: Id) -> ImportOut:
    """Return one import."""
    return standing(request, import_id)


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
    return done(request, import_id, lambda: actions.choose(
        import_id=import_id, choices=choices, fields=fields_at(request.now), at=request.now
    ))  # fmt: skip


@router.delete("/imports/{int:import_id}", auth=WRITE, response={204: None}, summary="Throw a list away")
def discard(request: Call, import_id: Id) -> Status[None]:
    """Throw away a list that was never brought in."""
    import_for(maker(request), import_id, right=Right.SEE)
    try:
        actions.discard(import_id=import_id, by=request.auth.made_by, at=request.now)
    except UnableToImport as unable:
        raise refused(unable) from None
    return Status(204, None)


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece
