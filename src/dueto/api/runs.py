"""Lists on their way: tried out, brought in, stopped, taken out again, and the rows of them that were not taken."""

from __future__ import annotations

from itertools import islice

from ninja import Router, Schema, Status

from dueto.api.calls import Call, Id, maker
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.keys import Token
from dueto.api.standing import ImportOut, done
from dueto.apps.imports import actions
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries import refused_rows
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("imports:read"), Token("imports:write")


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


@router.post("/imports/{int:import_id}/trial", auth=WRITE, response={202: ImportOut}, summary="Try a list out")
def trial(request: Call, import_id: Id) -> Status[ImportOut]:
    """Count what would become of each row; nothing is written."""
    return Status(202, done(request, import_id, lambda: actions.check(import_id=import_id, at=request.now)))


@router.post("/imports/{int:import_id}/run", auth=WRITE, response={202: ImportOut}, summary="Bring a list in")
def run(request: Call, import_id: Id) -> Status[ImportOut]:
    """Bring it in, piece by piece; the same file twice adds nothing."""
    by = request.auth.made_by
    return Status(202, done(request, import_id, lambda: actions.run(import_id=import_id, by=by, at=request.now)))


@router.post("/imports/{int:import_id}/cancellation", auth=WRITE, response={202: ImportOut}, summary="Stop an import")
def cancel(request: Call, import_id: Id) -> Status[ImportOut]:
    """Stop it after the piece under way; what is in stays until it is undone."""
    by = request.auth.made_by
    return Status(202, done(request, import_id, lambda: actions.cancel(import_id=import_id, by=by, at=request.now)))


@router.post("/imports/{int:import_id}/undoing", auth=WRITE, response={202: ImportOut}, summary="Undo an import")
def undo(request: Call, import_id: Id) -> Status[ImportOut]:
    """Take everything out again that it brought."""
    by = request.auth.made_by
    return Status(202, done(request, import_id, lambda: actions.undo(import_id=import_id, by=by, at=request.now)))


@router.get(
    "/imports/{int:import_id}/refused", auth=READ, response=RefusedPage, summary="List rows that were not taken"
)
def listrefused(request: Call, import_id: Id, after: After = "", limit: Limit = 50) -> RefusedPage:
    """Return the rows that were not taken and the cells that were left out, each with its reason."""
    import_for(maker(request), import_id, right=Right.SEE)
    begin = number_in("refused", after)
    rows = list(islice(refused_rows(import_id), begin, begin + limit + 1))
    items = [
        RefusedRowOut(row=number, field=field, says=request.voice(says), cells=[str(cell) for cell in cells])
        for number, field, says, cells in rows[:limit]
    ]
    return RefusedPage(items=items, next=sealed("refused", begin + limit) if len(rows) > limit else None)
