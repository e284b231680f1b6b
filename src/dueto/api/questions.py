"""Who is one datum away: the questions that are worth most, answered or left aside."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Field, Path, Query, Router, Schema

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.cursors import After, Limit, opened, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given, Whole
from dueto.api.people import FactsIn, Told, tell_facts
from dueto.api.problems import Problem
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import ask_on_form
from dueto.apps.leads.actions.questions import assign, lay_aside
from dueto.apps.leads.queries.nearest import asked_after
from dueto.apps.leads.queries.passages import passages
from dueto.apps.team.access import NoSuch
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say

router = Router()
READ, WRITE = Token("questions:read"), Token("questions:write")
NO_COLLEAGUE = say("there is no such colleague")
Named = Annotated[str, Query(min_length=1, max_length=200, description="the name of a definition of the agreement")]


class DatumMissing(Schema):
    """One datum that would qualify one person."""

    person: int
    field: str
    definition: str


class QuestionsPage(Schema):
    """One page of questions, the one worth most first."""

    items: list[DatumMissing]
    next: str | None


class AnswerGiven(Given):
    """The answer to a question about somebody."""

    field: str = Field(min_length=1, max_length=60)
    value: str = Field(min_length=1, max_length=500)


class SkipIn(Given):
    """Why a question is left aside, until something new is known."""

    field: str = Field(min_length=1, max_length=60)
    reason: Literal["not_found", "ask_later", "left", "doubtful"]


class Skipped(Schema):
    """The question that is left aside."""

    person: int
    field: str


class AssignedIn(Given):
    """Which question, and who finds the answer out; null for nobody in particular."""

    field: str = Field(min_length=1, max_length=60)
    member: Whole | None = Field(ge=1, le=2**63 - 1)


class FormAsked(Given):
    """Which datum is to be asked."""

    field: str = Field(min_length=1, max_length=60)


class OnForm(Schema):
    """The datum that the next form asks first."""

    person: int
    field: str


class TakenBack(Told):
    """How the person stands without the answer."""

    open_leads: list[int] = Field(description="they had qualified, and still are with sales: tell them")


class Assigned(Schema):
    """The question and who finds the answer out."""

    person: int
    field: str
    member: int | None


@router.get("/questions", auth=READ, response=QuestionsPage, summary="List who is one datum away")
def list_questions(request: Call, definition: Named, after: After = "", limit: Limit = 50) -> QuestionsPage:
    """Return the questions of one definition that are not left aside, the one worth most first."""
    place = opened("questions", after)
    if place and not (len(place) == 2 and all(isinstance(one, int) for one in place)):
        raise Problem(422, "this is no mark of a page of this list")
    found = asked_after(definition, after=place or None, limit=limit + 1)
    items = [DatumMissing(person=one.person_id, field=one.field, definition=definition) for one in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    return QuestionsPage(items=items, next=sealed("questions", last.rank, last.id) if last else None)


@router.post("/people/{int:person_id}/answers", auth=WRITE, response=Told, summary="Answer the question about somebody")
def answer(request: Call, person_id: Id, given: AnswerGiven) -> Told:
    """Take the answer down; the person is judged at once."""
    return tell_facts(request, person_id, FactsIn(facts={given.field: given.value}))


@router.delete("/people/{int:person_id}/answers/{field}", auth=WRITE, response=TakenBack, summary="Take an answer back")
def take_back(request: Call, person_id: Id, field: Annotated[str, Path(max_length=60)]) -> TakenBack:
    """Take back an answer that was wrong: it is known no more, and the person is judged at once."""
    version = in_force(request.now)
    if version is None or field not in version.agreement.fields:
        raise NoSuch(field)
    told = tell_facts(request, person_id, FactsIn(facts={field: ""}))
    return TakenBack(**told.dict(), open_leads=[lead.id for lead in passages(told.person) if lead.is_open])


@router.post(
    "/people/{int:person_id}/form-questions", auth=WRITE, response=OnForm, summary="Ask a datum in the next form"
)
def ask(request: Call, person_id: Id, asked: FormAsked) -> OnForm:
    """Let the next form that has this field ask it first; twice is harmless."""
    person = person_for(maker(request), person_id)
    _insist_on(request, asked.field)
    ask_on_form(person_id=person.pk, field=asked.field, by=request.auth.made_by, at=request.now)
    return OnForm(person=person.pk, field=asked.field)


@router.post("/people/{int:person_id}/skips", auth=WRITE, response=Skipped, summary="Leave a question aside")
def skip(request: Call, person_id: Id, skipped: SkipIn) -> Skipped:
    """Leave a question aside until something new is known of the person."""
    person = person_for(maker(request), person_id)
    _insist_on(request, skipped.field)
    lay_aside(person_id=person.pk, field=skipped.field, reason=skipped.reason, by=request.auth.made_by, at=request.now)
    return Skipped(person=person.pk, field=skipped.field)


@router.put("/people/{int:person_id}/assignments", auth=WRITE, response=Assigned, summary="Give a question to somebody")
def give(request: Call, person_id: Id, given: AssignedIn) -> Assigned:
    """Give the question about a datum to a member who works on the base, or to nobody in particular."""
    person = person_for(maker(request), person_id)
    _insist_on(request, given.field)
    if given.member is not None and given.member not in dict(names_of(Right.WORK_BASE)):
        raise refusal(NO_COLLEAGUE, at="body/member")
    assign(
        person_id=person.pk, field=given.field, member_id=given.member, by=request.auth.made_by, at=request.now
    )  # fmt: skip
    return Assigned(person=person.pk, field=given.field, member=given.member)


def _insist_on(request: Call, field: str) -> None:
    version = in_force(request.now)
    if version is None or field not in version.agreement.fields:
        raise Problem(422, "this cannot be taken", errors=[{"at": "body/field", "says": "no such datum"}])
