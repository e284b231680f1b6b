"""The sale that follows a hand-off: opened, brought up to date, won, lost, deferred, resumed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from ninja import Field, Router

from dueto.api.calls import Call, Id
from dueto.api.keys import Token
from dueto.api.kinds import Day, Given
from dueto.api.passages import HandoffWhole, done, to_work
from dueto.api.problems import Problem
from dueto.apps.handoff import actions

router = Router()
WRITE = Token("leads:write")


class Expected(Given):
    """What sales expects of the sale."""

    amount: Decimal | None = Field(None, ge=0, lt=10**11, max_digits=13, decimal_places=2)
    currency: str = Field("USD", pattern="^[A-Z]{3}$")


class Outcome(Given):
    """How it ended, or until when it waits. A loss says why, and to whom where the reason asks it."""

    outcome: Literal["won", "lost", "deferred", "resumed"]
    reason: str = Field("", max_length=200, description="of a loss: one of `losses`")
    to_whom: str = Field("", max_length=200)
    until: Day | None = Field(None, description="of a deferral")


@router.put("/handoffs/{int:handoff_id}/opportunity", auth=WRITE, response=HandoffWhole, summary="Tell of the sale")
def sell(request: Call, handoff_id: Id, expected: Expected) -> HandoffWhole:
    """Open the sales opportunity, or bring an open one up to date."""
    is_new = to_work(request, handoff_id).lead.stage == "accepted"
    do = actions.open_opportunity if is_new else actions.update_opportunity
    return done(
        request, handoff_id, lambda who: do(handoff_id=handoff_id, by=who, at=request.now, **expected.dict())
    )  # fmt: skip


@router.post("/handoffs/{int:handoff_id}/outcome", auth=WRITE, response=HandoffWhole, summary="Tell how it ended")
def end(request: Call, handoff_id: Id, told: Outcome) -> HandoffWhole:
    """Write down that the sale was won or lost, that it waits until a day, or that it goes on."""
    at, until = request.now, told.until
    if told.outcome == "deferred" and until is None:
        raise Problem(422, "this cannot be taken", errors=[{"at": "body/until", "says": "on which day?"}])

    def act(who: int) -> object:
        match told.outcome:
            case "won":
                return actions.win(handoff_id=handoff_id, by=who, at=at)
            case "lost":
                return actions.lose(handoff_id=handoff_id, by=who, at=at, reason=told.reason, to_whom=told.to_whom)
            case "deferred":
                assert until is not None
                return actions.defer(handoff_id=handoff_id, by=who, at=at, until=until)
            case "resumed":
                return actions.resume(handoff_id=handoff_id, by=who, at=at)

    return done(request, handoff_id, act)
