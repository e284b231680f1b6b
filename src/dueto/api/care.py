"""Caring for the base: pairs who may be one, and what is to mend."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Query, Router, Schema

from dueto.api.calls import Call, Id, refusal
from dueto.api.cursors import After, Limit, opened, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.problems import Problem
from dueto.apps.stewardship.actions import UnableToCare, UnableToMerge, assign, decide, reconsider, settle
from dueto.apps.stewardship.queries.care import ToMend, item_of, to_mend
from dueto.apps.stewardship.queries.pairs import Two, pair_of, pairs

router = Router()
READ, WRITE = Token("merges:read"), Token("merges:write")
Number = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]
MARK = re.compile(r"-?\d{1,9}(\.\d{1,20})?(e-?\d{1,3})?:\d{1,18}")


class ReasonOut(Schema):
    """What speaks for a pair (more than 0), or against it."""

    of: str
    level: str
    weight: float


class PairOut(Schema):
    """Two who may be one, the likeliness from 0 to 1, and why."""

    id: int
    kind: str
    low: int
    high: int
    names: list[str]
    probability: float
    reasons: list[ReasonOut]
    state: str


class PairsPage(Schema):
    """One page of pairs, the likeliest first."""

    items: list[PairOut]
    next: str | None


class DecisionIn(Given):
    """Whether the two are one; then who of them stays, and of which fields whose value holds."""

    decision: Literal["merged", "distinct", "later"]
    kept: Number | None = None
    choices: dict[str, Literal["kept", "gone"]] = Field({}, max_length=60)


class ItemOut(Schema):
    """One thing to mend: a gap, a clash, something invalid or stale."""

    id: int
    kind: str
    person: int
    field: str
    why: str
    owner: int | None
    seen_at: datetime
    state: str


class ItemsPage(Schema):
    """One page of things to mend, what matters most first."""

    items: list[ItemOut]
    next: str | None


class MendedIn(Given):
    """That it is mended, or why it is left as it is."""

    decision: Literal["done", "ignored"]
    reason: str = Field("", max_length=200)


class CareGiven(Given):
    """Who looks after it; null for nobody."""

    owner: Number | None


@router.get("/duplicates", auth=READ, response=PairsPage, summary="List pairs who may be one")
def list_pairs(
    request: Call, after: After = "", limit: Limit = 50, kind: Literal["person", "company"] = "person",
    state: Literal["open", "later", "merged", "distinct"] = "open",
) -> PairsPage:  # fmt: skip
    """Return pairs of people or companies, the likeliest first."""
    found, behind = pairs(kind, state=state, after=_mark("duplicates", after), size=limit)
    return PairsPage(items=[_pair(one) for one in found], next=sealed("duplicates", behind) if behind else None)


@router.post("/duplicates/{int:pair_id}/decision", auth=WRITE, response=PairOut, summary="Decide about a pair")
def decide_pair(request: Call, pair_id: Id, given: DecisionIn) -> PairOut:
    """Merge the two, keep them apart for ever, or look again in a week."""
    pair_of(pair_id)
    try:
        decide(
            pair_id=pair_id, decision=given.decision, kept_id=given.kept or 0, choices=given.choices,
            by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToMerge as unable:
        raise refusal(unable.says, at="body") from None
    return _pair(pair_of(pair_id))


@router.post(
    "/duplicates/{int:pair_id}/reconsideration", auth=WRITE, response=PairOut, summary="Look at a pair once more"
)
def look_again(request: Call, pair_id: Id) -> PairOut:
    """Open a pair again that was found to be two."""
    pair_of(pair_id)
    try:
        reconsider(pair_id=pair_id, by=request.auth.made_by, at=request.now)
    except UnableToMerge as unable:
        raise refusal(unable.says, at="path/pair_id") from None
    return _pair(pair_of(pair_id))


@router.get("/care", auth=READ, response=ItemsPage, summary="List what is to mend")
def list_items(
    request: Call, after: After = "", limit: Limit = 50, kind: Annotated[str, Query(max_length=20)] = ""
) -> ItemsPage:
    """Return the steward's list, what matters most first."""
    found, behind = to_mend(kind=kind, after=_mark("care", after), size=limit)
    return ItemsPage(items=[_item(one) for one in found], next=sealed("care", behind) if behind else None)


@router.post("/care/{int:item_id}/decision", auth=WRITE, response=ItemOut, summary="Decide about a thing to mend")
def decide_item(request: Call, item_id: Id, given: MendedIn) -> ItemOut:
    """Say that it is mended, or why it is left; what is not so is found again in the night."""
    item_of(item_id)
    try:
        settle(
            item_id=item_id, decision=given.decision, reason=given.reason, by=request.auth.made_by, at=request.now
        )  # fmt: skip
    except UnableToCare as unable:
        raise refusal(unable.says, at="body") from None
    return _item(item_of(item_id))


@router.put("/care/{int:item_id}/owner", auth=WRITE, response=ItemOut, summary="Give a thing to mend to a colleague")
def give(request: Call, item_id: Id, given: CareGiven) -> ItemOut:
    """Put it in the care of a member, or of nobody."""
    item_of(item_id)
    try:
        assign(item_id=item_id, owner=given.owner, by=request.auth.made_by, at=request.now)
    except UnableToCare as unable:
        raise refusal(unable.says, at="body/owner") from None
    return _item(item_of(item_id))


def _mark(of: str, after: str) -> str:
    match opened(of, after):
        case ():
            return ""
        case (str(mark),) if MARK.fullmatch(mark):
            return mark
    raise Problem(422, "this is no mark of a page of this list", errors=[{"at": "query/after", "says": "unknown"}])


def _pair(one: Two) -> PairOut:
    return PairOut(
        id=one.id, kind=one.kind, low=one.low, high=one.high, names=list(one.names), probability=one.probability,
        reasons=[ReasonOut(of=why.of, level=why.level, weight=why.weight) for why in one.reasons], state=one.state,
    )  # fmt: skip


def _item(one: ToMend) -> ItemOut:
    return ItemOut(
        id=one.id, kind=one.kind, person=one.person_id, field=one.field, why=one.why, owner=one.owner_id,
        seen_at=one.seen_at, state=one.state,
    )  # fmt: skip
