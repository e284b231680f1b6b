"""Two who turn out to be one person, and come apart again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, insist, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToMerge
from dueto.apps.base.queries.together import merges_into
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions.merging import merge, separate
from dueto.apps.stewardship.queries.separation import separation
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say

router = Router()
READ, WRITE = Token("merges:read"), Token("merges:write")
Number = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
NOT_TYPED = say("only what was typed since the merge can be chosen")


class MergeIn(Given):
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


class TypedOut(Schema):
    """A value (of `field`) or a note that somebody typed since the merge."""

    id: int
    field: str
    text: str
    at: datetime


class SeparationOut(MergeOut):
    """What separating them would do. Of what was typed since, nobody but whoever typed it knows whom it means."""

    merged_at: datetime
    facts: list[TypedOut]
    notes: list[TypedOut]
    leads_open_again: int


class SeparationIn(Given):
    """What of `facts` and `notes` goes with the one who had been merged away; nothing: all of it stays."""

    facts: list[Number] = Field([], max_length=50)
    notes: list[Number] = Field([], max_length=50)


class Separated(Schema):
    """The two, each by their own number again."""

    kept: int
    gone: int


@router.get("/people/{int:person_id}/merges", auth=READ, response=list[MergeOut], summary="List who is one with them")
def list_merges(request: Call, person_id: Id) -> list[MergeOut]:
    """Return the merges that stand of everybody who is one with somebody, the latest first."""
    person = person_for(maker(request), person_id)
    return [MergeOut(id=one.merge_id, kept=one.kept_id, gone=one.gone_id, by=one.by) for one in merges_into(person.pk)]


@router.get("/merges/{int:merge_id}", auth=READ, response=SeparationOut, summary="See what a separation would do")
def see_separation(request: Call, merge_id: Id) -> SeparationOut:
    """Return what was typed since a merge, to choose what goes with whom when the two come apart."""
    insist(request, Right.WORK_BASE)
    known = separation(merge_id)
    return SeparationOut(
        id=known.merge_id, kept=known.kept_id, gone=known.gone_id, by=known.by, merged_at=known.merged_at,
        facts=[TypedOut.from_orm(one) for one in known.facts], notes=[TypedOut.from_orm(one) for one in known.notes],
        leads_open_again=known.leads_open_again,
    )  # fmt: skip


@router.post("/merges/{int:merge_id}/separation", auth=WRITE, response=Separated, summary="Separate two, choosing")
def separate_choosing(request: Call, merge_id: Id, chosen: SeparationIn) -> Separated:
    """Undo a merge. What was typed since and is named goes with the one who had been merged away; the rest stays."""
    known = separation(merge_id)
    for name, typed in (("facts", known.facts), ("notes", known.notes)):
        if not set(getattr(chosen, name)) <= {one.id for one in typed}:
            raise refusal(NOT_TYPED, at=f"body/{name}")
    try:
        undone = separate(
            merge_id=merge_id, facts=chosen.facts, notes=chosen.notes, by=request.auth.made_by, at=request.now
        )  # fmt: skip
    except UnableToMerge as unable:
        raise refusal(unable.says, at="path/merge_id") from None
    judge(person_ids=[undone.gone_id, known.kept_id], at=request.now)
    return Separated(kept=known.kept_id, gone=undone.gone_id)


@router.post("/merges", auth=WRITE, response={201: MergeMade}, summary="Merge two people")
def merge_two(request: Call, two: MergeIn, response: HttpResponse) -> Status[MergeMade]:
    """Make two people one: of two open leads the older stays, and the score is judged anew."""
    try:
        made = merge(
            kept_id=two.kept, gone_id=two.gone, choices=two.choices, by=request.auth.made_by, at=request.now
        )  # fmt: skip
    except UnableToMerge as unable:
        raise refusal(unable.says, at="body") from None
    response.headers["Location"] = f"/api/v1/people/{two.kept}"
    return Status(201, MergeMade(id=made.pk))


@router.delete("/merges/{int:merge_id}", auth=WRITE, response={204: None}, summary="Separate two people")
def separate_two(request: Call, merge_id: Id) -> Status[None]:
    """Undo a merge: everything older than it is as it was; what was typed since stays with the one who was kept."""
    try:
        separate(merge_id=merge_id, by=request.auth.made_by, at=request.now)
    except UnableToMerge as unable:
        raise refusal(unable.says, at="path/merge_id") from None
    return Status(204, None)
