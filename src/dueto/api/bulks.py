"""One thing done to many people at once: begun, followed, stopped; calls are counted first, then planned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, insist, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.problems import Problem
from dueto.api.prospects import Sought, insist_on_known, meant
from dueto.apps.handoff.queries.choices import executives
from dueto.apps.leads.access import bulk_for
from dueto.apps.leads.actions.bulks import AT_ONCE, GIVE, NOTE, REASONS, UnableToBegin, begin_bulk, stop_bulk
from dueto.apps.leads.addressed import kept
from dueto.apps.leads.queries.options import how_many
from dueto.apps.leads.queries.pieces import found_by
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToPlan
from dueto.apps.telephone.actions import many as telephone
from dueto.apps.telephone.actions.many import COUNT, call_counted, count_calls, work_on
from dueto.domain.basics.message import say

if TYPE_CHECKING:
    from dueto.apps.leads.models import Bulk

router = Router()
WRITE = Token("bulks:write")
LEFT_OUT: Final = {**telephone.REASONS, **REASONS}
NOBODY: Final = say("nobody is chosen")
NOT_HERE: Final = say("choose somebody who works here")
Number = Annotated[int, Field(strict=True, ge=1, le=10**15 - 1)]


class CallsAsked(Given):
    """What the calls are for; whoever makes them, or whoever is free."""

    aim: Literal["drop", "confirm", "check"]
    occasion: Literal["", "event", "web", "reply", "inquiry", "basis"] = ""
    basis: Literal["", "relation", "agreed", "interest"] = ""
    member: Number | None = None


class BulkIn(Given):
    """What to do, and with whom: `people` by their ids, or else everybody whom `conditions` mean."""

    action: Literal["note", "give", "calls_counted"]
    people: list[Number] = Field([], max_length=500)
    conditions: Sought | None = Field(None, description="`{}` means everybody; only where nobody is named")
    text: str = Field("", max_length=4000, description="of a note")
    owner: Number | None = Field(None, description="to whom the companies are given")
    calls: CallsAsked | None = Field(None, description="what calls to count are for")


class LeftOut(Schema):
    """How many were left out, and why."""

    reason: str
    says: str
    people: int


class BulkOut(Schema):
    """How far it has come."""

    id: int
    action: str
    selected: int
    done: int
    left_out: list[LeftOut]
    begun_at: datetime
    ended_at: datetime | None
    is_stopped: bool


@router.post("/bulks", auth=WRITE, response={202: BulkOut}, summary="Work on many people")
def begin(request: Call, wanted: BulkIn, response: HttpResponse) -> Status[BulkOut]:
    """Begin something for many: a note, companies given to an executive, or counting who may be called.

    Few are done at once, many by the worker. Companies are given only where whoever made the token manages a team or is
    an administrator.
    """
    whom = _whom(request, wanted)
    try:
        bulk = _begun(request, wanted, whom)
    except (UnableToBegin, UnableToPlan) as unable:
        field = {"said": "text"}.get(unable.field, unable.field) if isinstance(unable, UnableToBegin) else "calls"
        raise refusal(unable.says, at=f"body/{field}") from None
    response.headers["Location"] = f"/api/v1/bulks/{bulk.pk}"
    return Status(202, _come_to(request, bulk))


@router.get("/bulks/{int:bulk_id}", auth=WRITE, response=BulkOut, summary="See how far it has come")
def read(request: Call, bulk_id: Id) -> BulkOut:
    """Return how many were selected, done and left out."""
    return _shown(request, bulk_for(maker(request), bulk_id, right=Right.SEE))


@router.post("/bulks/{int:bulk_id}/calls", auth=WRITE, response={202: BulkOut}, summary="Plan the calls counted")
def call(request: Call, bulk_id: Id, response: HttpResponse) -> Status[BulkOut]:
    """Plan the calls that were counted; asked for twice, they are planned once."""
    counted = bulk_for(maker(request), bulk_id, right=Right.SEE)
    if counted.action != COUNT or counted.ended_at is None or counted.stopped_by_id:
        raise refusal(say("count first who may be called"), at="path/bulk_id")
    bulk = call_counted(bulk_id=counted.pk, by=request.auth.made_by, at=request.now)
    response.headers["Location"] = f"/api/v1/bulks/{bulk.pk}"
    return Status(202, _come_to(request, bulk))


@router.post("/bulks/{int:bulk_id}/stop", auth=WRITE, response=BulkOut, summary="Stop it")
def stop(request: Call, bulk_id: Id) -> BulkOut:
    """Let it go no further; what is done stays done."""
    bulk = bulk_for(maker(request), bulk_id, right=Right.SEE)
    stop_bulk(bulk_id=bulk.pk, by=request.auth.made_by, at=request.now)
    return read(request, bulk_id)


def _whom(request: Call, wanted: BulkIn) -> dict[str, Any]:
    """Return who is meant, as `begin_bulk` takes it; whoever left the base meanwhile is counted as left out."""
    if wanted.people:
        return {"chosen": tuple(dict.fromkeys(wanted.people))}
    if wanted.conditions is None:
        raise refusal(NOBODY, at="body/people")
    insist_on_known(request, wanted.conditions, at="body/conditions")
    filters, listed = meant(request, wanted.conditions), kept(wanted.conditions.written().urlencode())
    if not filters.words:
        return {"filters": filters, "selected": how_many(filters, as_of=request.now).people, "listed": listed}
    found = found_by(filters, as_of=request.now)
    if not found:
        raise refusal(NOBODY, at="body/conditions/q")
    return {"chosen": found, "listed": listed}


def _begun(request: Call, wanted: BulkIn, whom: dict[str, Any]) -> Bulk:
    by, at = request.auth.made_by, request.now
    if wanted.action == COUNT:
        if wanted.calls is None:
            raise Problem(422, "this cannot be taken", errors=[{"at": "body/calls", "says": "what for?"}])
        asked = wanted.calls
        if asked.member is not None and asked.member not in dict(names_of(Right.WORK_BASE)):
            raise refusal(NOT_HERE, at="body/calls/member")
        return count_calls(
            aim=asked.aim, occasion=asked.occasion, basis=asked.basis, caller=asked.member, by=by, at=at, **whom
        )
    if wanted.action == GIVE:
        insist(request, Right.MANAGE)
        if wanted.owner is not None and wanted.owner not in dict(executives(but=None)):
            raise refusal(NOT_HERE, at="body/owner")
        return begin_bulk(action=GIVE, owner=wanted.owner, by=by, at=at, **whom)
    return begin_bulk(action=NOTE, said=wanted.text, by=by, at=at, **whom)


def _come_to(request: Call, bulk: Bulk) -> BulkOut:
    """Return how it stands; few people are done with at once."""
    if bulk.chosen and len(bulk.chosen) <= AT_ONCE:
        work_on(at=request.now, bulk_id=bulk.pk)
    return _shown(request, bulk_for(maker(request), bulk.pk, right=Right.SEE))


def _shown(request: Call, bulk: Bulk) -> BulkOut:
    left = [
        LeftOut(reason=reason, says=request.voice(LEFT_OUT[reason]), people=count)
        for reason, count in bulk.left_out.items()
        if reason in LEFT_OUT
    ]
    return BulkOut(
        id=bulk.pk, action=bulk.action, selected=bulk.selected, done=bulk.done, left_out=left,
        begun_at=bulk.begun_at, ended_at=bulk.ended_at, is_stopped=bulk.stopped_by_id is not None,
    )  # fmt: skip
