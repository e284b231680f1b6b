"""What the definitions say of people: one by one as of now, or everybody as last judged."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Router, Schema

from dueto.api.calls import Call, Id, maker
from dueto.api.cursors import After, Limit, Word, number_in, page
from dueto.api.keys import Token
from dueto.apps.base.access import person_for
from dueto.apps.leads.explained import Explained, explained
from dueto.apps.leads.queries.listed import verdicts_after

router = Router()
READ = Token("people:read")


class VerdictOut(Schema):
    """What one definition says of somebody."""

    definition: str
    agreement: int
    qualified: bool
    disqualified: bool
    fit: int
    behaviour: int
    missing: list[list[str]] = Field(description="each entry names data that would qualify the person together")


class StandingOut(Schema):
    """The last verdict on one person under one definition."""

    id: int
    person: int
    definition: str
    standing: str = Field(description="qualified, one_datum, not_yet or disqualified")
    fit: int
    behaviour: int
    is_fast: bool
    missing: list[list[str]]
    behaviour_short: int = Field(description="so many points of behaviour lack, where nothing else does")
    judged_at: datetime


class StandingsPage(Schema):
    """One page of verdicts, by id."""

    items: list[StandingOut]
    next: str | None


@router.get("/verdicts", auth=READ, response=StandingsPage, summary="List verdicts")
def list_verdicts(
    request: Call, after: After = "", limit: Limit = 50, definition: Word = "", standing: Word = ""
) -> StandingsPage:
    """Return the last verdicts by id."""
    after_id = number_in("verdicts", after)
    found = verdicts_after(after_id, limit=limit + 1, definition=definition, standing=standing)
    items, behind = page("verdicts", found, limit=limit, key=lambda one: one.id)
    return StandingsPage(items=[StandingOut.from_orm(one) for one in items], next=behind)


@router.get(
    "/people/{int:person_id}/verdicts", auth=READ, response=list[VerdictOut], summary="Judge one person as of now"
)
def of_person(request: Call, person_id: Id) -> list[VerdictOut]:
    """Return what each definition in force says of somebody at this instant."""
    person = person_for(maker(request), person_id)
    return [verdict(one) for one in explained(person.pk, as_of=request.now)]


def verdict(one: Explained) -> VerdictOut:
    """Return a verdict as the API shows it."""
    return VerdictOut(
        definition=one.definition.name, agreement=one.version.number, qualified=one.verdict.qualified,
        disqualified=bool(one.verdict.disqualified_by), fit=one.verdict.fit, behaviour=one.verdict.behaviour,
        missing=[list(together) for together in one.missing.fields],
    )  # fmt: skip
