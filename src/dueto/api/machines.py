"""What machines do: acts classed again by hand, and the rules that class by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.apps.base.access import activity_for
from dueto.apps.base.actions import UnableToRule, end_machine_rule, make_machine_rule, reclass
from dueto.apps.base.queries.ruling import is_rule
from dueto.apps.base.ruling import BY_HAND
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.set_aside import rulings
from dueto.apps.team.access import NoSuch

router = Router()
READ, WRITE = Token("machines:read"), Token("machines:write")
Class = Literal["human", "automatic", "suspect"]


class RuleIn(Given):
    """What a rule looks at, what stands there, and how it classes what fits."""

    kind: Literal["agent", "gateway", "path", "visitor"]
    value: str = Field(min_length=1, max_length=200, examples=["previewbot"])
    classed: Class


class RuleMade(Schema):
    """The rule; by this number it is ended."""

    id: int


class RuleOut(Schema):
    """One rule that holds."""

    id: int
    kind: str
    value: str
    classed: str
    by: str
    made_at: datetime


class ClassIn(Given):
    """How an act counts from now on."""

    classed: Class


class Classed(Schema):
    """The act as it counts now, and whose it is if that is known."""

    activity: int
    classed: str
    person: int | None


@router.get("/machines/rules", auth=READ, response=list[RuleOut], summary="List the rules about machines")
def list_rules(request: Call) -> list[RuleOut]:
    """Return the rules that hold, the newest first."""
    return [RuleOut.from_orm(one) for one in rulings()]


@router.post("/machines/rules", auth=WRITE, response={201: RuleMade}, summary="Make a rule about machines")
def make_rule(request: Call, wanted: RuleIn) -> Status[RuleMade]:
    """Class what comes in by a rule from now on; what came in before follows piece by piece."""
    try:
        rule = make_machine_rule(**wanted.dict(), by=request.auth.made_by, at=request.now)
    except UnableToRule as unable:
        raise refusal(unable.says, at="body/value") from None
    return Status(201, RuleMade(id=rule.pk))


@router.delete("/machines/rules/{int:rule_id}", auth=WRITE, response={204: None}, summary="End a rule about machines")
def end_rule(request: Call, rule_id: Id) -> Status[None]:
    """End a rule and put back what it classed."""
    if not is_rule(rule_id):
        raise NoSuch(rule_id)
    end_machine_rule(rule_id=rule_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


@router.put("/activities/{int:activity_id}/class", auth=WRITE, response=Classed, summary="Class an act again")
def class_again(request: Call, activity_id: Id, wanted: ClassIn) -> Classed:
    """Let an act count as a human's or as a machine's; the person is judged at once, and nothing is deleted."""
    act = activity_for(maker(request), activity_id)
    reclass(activity_id=act.pk, classed=wanted.classed, reason=BY_HAND, by=request.auth.made_by, at=request.now)
    person_id = act.identity.person_id
    if person_id is not None:
        judge(person_ids=[person_id], at=request.now)
    return Classed(activity=act.pk, classed=wanted.classed, person=person_id)
