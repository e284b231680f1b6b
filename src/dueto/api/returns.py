"""What sales gave back, and what marketing answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Router, Schema

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.handoff.access import return_for
from dueto.apps.handoff.actions import UnableTo, answer_return
from dueto.apps.handoff.queries.returns import Returned, returned, returns_after

router = Router()


class ReturnOut(Schema):
    """One return or recycling: `is_recycling` after acceptance, with no answer owed."""

    id: int
    handoff: int
    person: int
    by: str
    is_recycling: bool
    is_owed: bool = Field(description="marketing owes an answer")
    reason: str
    note: str
    which_one: str
    returned_at: datetime
    answer: str
    answer_note: str
    answered_by: str
    answered_at: datetime | None


class ReturnsPage(Schema):
    """One page of returns, by id."""

    items: list[ReturnOut]
    next: str | None


class ReturnAnswered(Given):
    """What marketing answers: right as it is, not agreed (the committee decides), or the datum is mended."""

    answer: Literal["agreed", "disagreed", "mended"]
    note: str = Field("", max_length=2000)


@router.get("/returns", auth=Token("leads:read"), response=ReturnsPage, summary="List what sales gave back")
def list_returns(request: Call, after: After = "", limit: Limit = 50, owed: bool = False) -> ReturnsPage:
    """Return returns and recyclings by id; `owed` keeps those to which marketing owes an answer."""
    found = returns_after(number_in("returns", after), limit=limit + 1, owed=owed)
    items, behind = page("returns", found, limit=limit, key=lambda one: one.id)
    return ReturnsPage(items=[_shown(one) for one in items], next=behind)


@router.post(
    "/returns/{int:return_id}/answer", auth=Token("returns:write"), response=ReturnOut, summary="Answer a return"
)
def answer(request: Call, return_id: Id, given: ReturnAnswered) -> ReturnOut:
    """Answer what sales gave back, once; sales sees it."""
    one = return_for(maker(request), return_id)
    try:
        done = answer_return(
            return_id=one.pk, by=request.auth.made_by, at=request.now, answer=given.answer, note=given.note
        )
    except UnableTo as unable:
        raise refusal(unable.says, at="path/return_id") from None
    return _shown(returned(done))


def _shown(one: Returned) -> ReturnOut:
    return ReturnOut(
        id=one.id, handoff=one.handoff_id, person=one.person_id, by=one.by, is_recycling=one.is_recycling,
        is_owed=one.is_owed, reason=one.reason, note=one.note, which_one=one.which_one, returned_at=one.returned_at,
        answer=one.answer, answer_note=one.answer_note, answered_by=one.answered_by, answered_at=one.answered_at,
    )  # fmt: skip
