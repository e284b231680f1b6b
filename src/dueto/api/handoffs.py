"""One hand-off, as sales has it on its desk: read, answered, tried, passed on; and the caller who is taken at once."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, insist, instant, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Day, Given, Instant
from dueto.api.passages import HandoffWhole, done, to_work, whole
from dueto.api.problems import Problem
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import note
from dueto.apps.handoff import actions
from dueto.apps.handoff.access import handoff_for
from dueto.apps.handoff.actions import UnableTo
from dueto.apps.handoff.queries.choices import executives
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say

router = Router()
READ, WRITE = Token("leads:read"), Token("leads:write")
NO_EXECUTIVE = say("only somebody with a place in the turn can take it")
Number = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]


class GivenBack(Given):
    """Why sales gives it back."""

    reason: str = Field(min_length=1, max_length=200, description="one of `to_give_back`")
    note: str = Field("", max_length=2000)
    earliest: Day | None = Field(None, description="not again before this day")
    which_one: str = Field("", max_length=200, description="which lead would have been the right one")


class AttemptTold(Given):
    """How the contact was tried, and how it went."""

    channel: Literal["call", "whatsapp", "mail"]
    result: Literal["talked", "no_answer", "later", "assistant", "wrong_number", "no_contact"]
    next_at: Instant | None = Field(None, description="when to try again")


class NextAttempt(Given):
    """When to try again; null: not planned any more."""

    next_at: Instant | None


class PassedOn(Given):
    """Who takes it over."""

    executive: Number


class MarketingAsked(Given):
    """What marketing is asked."""

    text: str = Field(min_length=1, max_length=2000, pattern=r"\S")


class Claimed(Given):
    """Who has the contact on the line."""

    executive: Number
    definition: str | None = Field(None, max_length=200, description="nothing: the first of the agreement")


class Claim(Schema):
    """The hand-off that began."""

    handoff: int


@router.get("/handoffs/{int:handoff_id}", auth=READ, response=HandoffWhole, summary="Read a hand-off whole")
def read_handoff(request: Call, handoff_id: Id) -> HandoffWhole:
    """Return one hand-off with its clocks and attempts, and the agreed reasons."""
    return whole(request, handoff_for(maker(request), handoff_id))


@router.post("/handoffs/{int:handoff_id}/acceptance", auth=WRITE, response=HandoffWhole, summary="Accept a hand-off")
def accept(request: Call, handoff_id: Id) -> HandoffWhole:
    """Accept it: the first contact is owed now."""
    return done(request, handoff_id, lambda who: actions.accept(handoff_id=handoff_id, by=who, at=request.now))


@router.post("/handoffs/{int:handoff_id}/returns", auth=WRITE, response=HandoffWhole, summary="Give a hand-off back")
def give_back(request: Call, handoff_id: Id, said: GivenBack) -> HandoffWhole:
    """Return it before it is accepted, recycle it afterwards; marketing owes an answer to a return."""
    return done(
        request, handoff_id,
        lambda who: actions.give_back(handoff_id=handoff_id, by=who, at=request.now, **said.dict()),
    )  # fmt: skip


@router.post("/handoffs/{int:handoff_id}/attempts", auth=WRITE, response=HandoffWhole, summary="Take down an attempt")
def attempt(request: Call, handoff_id: Id, made: AttemptTold) -> HandoffWhole:
    """Take down how the contact was tried: the first attempt stops the clock of first contact."""
    next_at = instant(made.next_at, at="body/next_at") if made.next_at else None
    return done(
        request, handoff_id,
        lambda who: actions.attempt(handoff_id=handoff_id, by=who, at=request.now, channel=made.channel,
                                    result=made.result, next_at=next_at),
    )  # fmt: skip


@router.put(
    "/handoffs/{int:handoff_id}/next-attempt", auth=WRITE, response=HandoffWhole, summary="Plan the next attempt"
)
def plan(request: Call, handoff_id: Id, planned: NextAttempt) -> HandoffWhole:
    """Plan when the contact is tried again, or plan it no longer."""
    next_at = instant(planned.next_at, at="body/next_at") if planned.next_at else None
    return done(
        request, handoff_id,
        lambda who: actions.plan_attempt(handoff_id=handoff_id, by=who, at=request.now, next_at=next_at),
    )  # fmt: skip


@router.put("/handoffs/{int:handoff_id}/executive", auth=WRITE, response=HandoffWhole, summary="Pass a hand-off on")
def pass_on(request: Call, handoff_id: Id, given: PassedOn) -> HandoffWhole:
    """Pass it on to another executive. Whoever made the token has to manage a team, or to be an administrator."""
    insist(request, Right.MANAGE)
    return done(
        request, handoff_id,
        lambda who: actions.reassign(handoff_id=handoff_id, to=given.executive, by=who, at=request.now),
    )  # fmt: skip


@router.post(
    "/handoffs/{int:handoff_id}/questions", auth=WRITE, response={204: None}, summary="Ask marketing about a hand-off"
)
def ask(request: Call, handoff_id: Id, asked: MarketingAsked) -> Status[None]:
    """Write what marketing is asked as a note on the person, and tell marketing."""
    handoff = to_work(request, handoff_id)
    who = request.auth.made_by
    note(person_id=handoff.lead.person_id, text=asked.text, by=who, at=request.now)
    actions.ask_marketing(handoff_id=handoff.pk, by=who, at=request.now)
    return Status(204, None)


@router.post("/people/{int:person_id}/claims", auth=WRITE, response={201: Claim}, summary="Take a caller")
def claim(request: Call, person_id: Id, claimed: Claimed, response: HttpResponse) -> Status[Claim]:
    """Begin a hand-off in the hands of an executive who has the contact on the line."""
    person = person_for(maker(request), person_id)
    if claimed.executive != request.auth.made_by:
        insist(request, Right.MANAGE)
    if claimed.executive not in dict(executives(but=None)):
        raise refusal(NO_EXECUTIVE, at="body/executive")
    try:
        begun = actions.claim(
            person_id=person.pk, executive=claimed.executive, by=request.auth.made_by, at=request.now,
            definition=claimed.definition,
        )  # fmt: skip
    except UnableTo as unable:
        raise refusal(unable.says, at="path/person_id") from None
    except KeyError:
        raise Problem(
            422, "this cannot be taken", errors=[{"at": "body/definition", "says": "no such definition"}]
        ) from None
    response.headers["Location"] = f"/api/v1/handoffs/{begun.pk}"
    return Status(201, Claim(handoff=begun.pk))
