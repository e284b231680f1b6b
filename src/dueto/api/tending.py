"""Looking after planned calls: given to a colleague, and the rules by which they are planned."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given, Whole
from dueto.apps.team.access import NoSuch
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToPlan, change, end_rule, make_rule
from dueto.apps.telephone.queries.listed import rules
from dueto.apps.telephone.queries.tasks import is_open_call
from dueto.domain.basics.message import say

router = Router()
READ, WRITE = Token("calls:read"), Token("calls:write")
NOT_HERE = say("choose somebody who works here")
Member = Annotated[int | None, Field(ge=1, le=2**63 - 1, description="null: whoever is free")]


class CallerIn(Given):
    """Who makes a call."""

    member: Member


class CallRuleIn(Given):
    """After which occasion, for which aim, and at most how many a day."""

    occasion: Literal["event", "web", "reply", "inquiry"]
    aim: Literal["drop", "confirm", "check"]
    per_day: Whole = Field(ge=1, le=50)
    member: Member = None


class CallRuleMade(Schema):
    """The rule; by this number it is ended."""

    id: int


class CallRuleOut(CallRuleIn):
    """One rule that holds."""

    id: int
    member: str = Field(description="by name; empty: whoever is free")  # type: ignore[assignment]


@router.put("/calls/{int:call_id}/member", auth=WRITE, response={204: None}, summary="Give a planned call to somebody")
def give_call(request: Call, call_id: Id, given: CallerIn) -> Status[None]:
    """Give a planned call to a colleague, or to whoever is free."""
    if not is_open_call(call_id):
        raise NoSuch("call")
    _insist_on_caller(given.member)
    change(task_id=call_id, member_id=given.member, by=request.auth.made_by, at=request.now)
    return Status(204, None)


@router.get("/calls/rules", auth=READ, response=list[CallRuleOut], summary="List the rules that plan calls")
def list_rules(request: Call) -> list[CallRuleOut]:
    """Return the rules that hold."""
    return [CallRuleOut.from_orm(one) for one in rules()]


@router.post("/calls/rules", auth=WRITE, response={201: CallRuleMade}, summary="Make a rule that plans calls")
def make(request: Call, wanted: CallRuleIn) -> Status[CallRuleMade]:
    """Plan calls by themselves from now on, in the place of a rule for the same occasion and aim."""
    _insist_on_caller(wanted.member)
    try:
        rule = make_rule(
            occasion=wanted.occasion, aim=wanted.aim, per_day=wanted.per_day, member_id=wanted.member,
            by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToPlan as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, CallRuleMade(id=rule.pk))


@router.delete("/calls/rules/{int:rule_id}", auth=WRITE, response={204: None}, summary="End a rule that plans calls")
def end(request: Call, rule_id: Id) -> Status[None]:
    """Plan nothing more by this rule; what is planned stays."""
    if rule_id not in {one.id for one in rules()}:
        raise NoSuch("rule")
    end_rule(rule_id=rule_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


def _insist_on_caller(member_id: int | None) -> None:
    if member_id is not None and member_id not in dict(names_of(Right.WORK_BASE)):
        raise refusal(NOT_HERE, at="body/member")
