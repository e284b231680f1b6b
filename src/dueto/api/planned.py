"""Calls that marketing means to make: listed, planned, taken down, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, instant, refusal
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Given, Instant, Whole
from dueto.api.problems import Problem, in_english
from dueto.apps.team.access import NoSuch
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToCall, UnableToPlan, plan, take_call, withdraw
from dueto.apps.telephone.queries.tasks import is_open_call, tasks_after
from dueto.domain.basics.message import say
from dueto.domain.telephone.calling import SAYS

router = Router()
READ, WRITE = Token("calls:read"), Token("calls:write")
NO_COLLEAGUE = say("there is no such colleague")


class TaskOut(Schema):
    """One call that is planned."""

    id: int
    person: int
    aim: str = Field(description="drop, confirm or check")
    occasion: str
    questions: list[str]
    member: int | None
    made_at: datetime
    due_at: datetime
    tries: int


class TasksPage(Schema):
    """One page of planned calls, by id."""

    items: list[TaskOut]
    next: str | None


class PlanIn(Given):
    """Whom to call, and what for."""

    people: list[Whole] = Field(min_length=1, max_length=100)
    aim: Literal["drop", "confirm", "check"]
    occasion: Literal["", "event", "web", "reply", "inquiry", "basis"] = ""
    basis: Literal["", "relation", "agreed", "interest"] = ""
    questions: list[str] = Field([], max_length=3)
    due_at: Instant | None = None
    member: Whole | None = Field(None, ge=1, le=2**63 - 1, description="who calls; nothing: whoever is free")


class RefusedOut(Schema):
    """Somebody who is not called, and why."""

    person: int
    says: str


class PlanOut(Schema):
    """What became of planning."""

    calls: dict[str, int] = Field(description="the call by the id of the person")
    refused: list[RefusedOut]


class CallEnded(Given):
    """How a call went, and what was learnt."""

    result: Literal["talked", "no_answer", "later", "assistant", "wrong_number", "no_contact"]
    answers: dict[str, str] = Field({}, max_length=10)
    next_at: Instant | None = None


class CallEndedWith(Schema):
    """What came of it."""

    call: int
    opened: list[int] = Field(description="leads that crossed by it")
    next_at: datetime | None


@router.get("/calls", auth=READ, response=TasksPage, summary="List planned calls")
def list_calls(request: Call, after: After = "", limit: Limit = 50) -> TasksPage:
    """Return the calls that are planned and not ended, by id."""
    found = tasks_after(number_in("calls", after), limit=limit + 1)
    items, behind = page("calls", found, limit=limit, key=lambda one: one.id)
    return TasksPage(items=[TaskOut.from_orm(one) for one in items], next=behind)


@router.post("/calls", auth=WRITE, response={201: PlanOut}, summary="Plan calls")
def plan_calls(request: Call, wanted: PlanIn) -> Status[PlanOut]:
    """Plan a call to each of these people, or say why somebody may not be called."""
    due_at = instant(wanted.due_at, at="body/due_at") if wanted.due_at else None
    if any(not 0 < one < 2**63 for one in wanted.people):
        raise Problem(422, "this cannot be taken", errors=[{"at": "body/people", "says": "no ids"}])
    if wanted.member is not None and wanted.member not in dict(names_of(Right.WORK_BASE)):
        raise refusal(NO_COLLEAGUE, at="body/member")
    try:
        planned = plan(
            person_ids=wanted.people, aim=wanted.aim, occasion=wanted.occasion, basis=wanted.basis,
            questions=wanted.questions, member_id=wanted.member, due_at=due_at, by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToPlan as unable:
        raise refusal(unable.says, at="body") from None
    refused = [RefusedOut(person=one, says=request.voice(SAYS[why])) for one, why in planned.refused.items()]
    return Status(201, PlanOut(calls={str(one): task for one, task in planned.tasks.items()}, refused=refused))


@router.post("/calls/{int:call_id}/results", auth=WRITE, response={201: CallEndedWith}, summary="Tell how a call went")
def tell_result(request: Call, call_id: Id, told: CallEnded) -> Status[CallEndedWith]:
    """Take down how a planned call went; answers are facts, and the person is judged at once."""
    _insist_on_open(call_id)
    next_at = instant(told.next_at, at="body/next_at") if told.next_at else None
    try:
        taken = take_call(
            task_id=call_id, result=told.result, answers=told.answers, next_at=next_at, by=request.auth.made_by,
            at=request.now,
        )  # fmt: skip
    except UnableToCall as unable:
        errors = [{"at": f"body/answers/{name[:60]}", "says": in_english(says)} for name, says in unable.errors.items()]
        raise Problem(422, "this cannot be taken", detail=in_english(unable.says), errors=errors) from None
    return Status(201, CallEndedWith(call=taken.call_id, opened=list(taken.opened), next_at=taken.next_at))


@router.delete("/calls/{int:call_id}", auth=WRITE, response={204: None}, summary="Take a planned call back")
def take_back(request: Call, call_id: Id) -> Status[None]:
    """Take a planned call back."""
    _insist_on_open(call_id)
    withdraw(task_id=call_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


def _insist_on_open(call_id: int) -> None:
    if not is_open_call(call_id):
        raise NoSuch("call")
