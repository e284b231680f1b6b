"""Two who turn out to be one person, and come apart again."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.keys import Token
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToMerge
from dueto.apps.base.queries.together import merges_into
from dueto.apps.stewardship.actions.merging import merge, separate

router = Router()
READ, WRITE = Token("merges:read"), Token("merges:write")
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]


class MergeIn(Schema):
    """Who stays and who goes, and of which fields the value of whom holds."""

    kept: Number
    gone: Number
    choices: dict[str, Literal["kept", "gone"]] = Field({}, max_length=60)


class MergeMade(Schema):
    """The merge; by this number it is undone."""

    id: int


class MergeOut(Schema):
    """One merge that stands."""

    id: int
    kept: int
    gone: int
    by: str


@router.get("/people/{int:person_id}/merges", auth=READ, response=list[MergeOut], summary="List who is one with them")
def list_merges(request: Call, person_id: Id) -> list[MergeOut]:
    """Return the merges that stand of everybody who is one with somebody, the latest first."""
    person = person_for(maker(request), person_id)
    return [MergeOut(id=one.merge_id, kept=one.kept_id, gone=one.gone_id, by=one.by) for one in merges_into(person.pk)]


@router.post("/merges", auth=WRITE, response={201: MergeMade}, summary="Merge two people")
def merge_two(request: Call, two: MergeIn, response: HttpResponse) -> Status[MergeMade]:
    """Make two people one: of two open leads the older stays, and the score is judged anew."""
    try:
        made = merge(
            kept_id=two.kept, gone_id=two.gone, choices=two.choices, by=request.auth.made_by, at=request.now
        )  # fmt: skip
    except UnableToMerge as unable:
        raise refusal(request, unable.says, at="body") from None
    response.headers["Location"] = f"/api/v1/people/{two.kept}"
    return Status(201, MergeMade(id=made.pk))


@router.delete("/merges/{int:merge_id}", auth=WRITE, response={204: None}, summary="Separate two people")
def separate_two(request: Call, merge_id: Id) -> Status[None]:
    """Undo a merge: everything older than it is as it was."""
    try:
        separate(merge_id=merge_id, by=request.auth.made_by, at=request.now)
    except UnableToMerge as unable:
        raise refusal(request, unable.says, at="path/merge_id") from None
    return Status(204, None)
