"""What the columns of a list mean, kept under a name for the next list with the same header."""

from __future__ import annotations

from ninja import Field, Router, Schema

from dueto.api.calls import Call, Id, maker
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.standing import ImportOut, done
from dueto.apps.imports import actions
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries.columns import saved_names
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("imports:read"), Token("imports:write")


class MappingNamed(Schema):
    """A mapping that is kept."""

    name: str


class MappingName(Given):
    """How it is called; one of that name is written over."""

    name: str = Field(min_length=1, max_length=80, pattern=r"\S")


@router.get("/imports/mappings", auth=READ, response=list[MappingNamed], summary="List mappings that are kept")
def list_mappings(request: Call) -> list[MappingNamed]:
    """Return the names under which mappings are kept; two hundred at most."""
    return [MappingNamed(name=name) for name in saved_names()]


@router.post("/imports/{int:import_id}/mappings", auth=WRITE, response=ImportOut, summary="Keep its mapping")
def keep(request: Call, import_id: Id, wanted: MappingName) -> ImportOut:
    """Keep what the columns of this list mean: a list with the same header that comes later begins with it."""
    row = import_for(maker(request), import_id, right=Right.SEE)
    return done(request, import_id, lambda: actions.save_mapping(
        import_id=row.pk, name=wanted.name, by=request.auth.made_by, at=request.now
    ))  # fmt: skip
