"""Activities: what prospects did, and what other programs saw of it: a call, a meeting, a reply."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, instant, maker
from dueto.api.cursors import After, Limit, number_in, page
from dueto.api.keys import Token
from dueto.api.kinds import Given, Instant
from dueto.api.problems import Problem
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import act
from dueto.apps.base.queries.paged import activities_after
from dueto.domain.conditions.activities import ACTIVITY_KINDS

router = Router()
READ, WRITE = Token("activities:read"), Token("activities:write")
AHEAD = timedelta(minutes=5)
"""By how much the clock of another machine may be fast."""


class ActivityIn(Given):
    """One thing that somebody did. What it may carry depends on its kind."""

    kind: str = Field(max_length=20, examples=["call"])
    occurred_at: Instant | None = Field(None, description="with a zone; the instant of the call if left out")
    carries: dict[str, str] = Field({}, max_length=10, examples=[{"direction": "in", "result": "talked"}])


class Reported(Schema):
    """What was taken down."""

    id: int


class ActivityOut(Schema):
    """One thing that somebody did. Only what a human did scores."""

    id: int
    person: int | None
    kind: str
    classed: str = Field(description="human, automatic or suspect")
    reason: str = Field(description="why it is not a human's, where it is not")
    occurred_at: datetime
    known_at: datetime
    channel: str
    campaign: str
    carries: dict[str, str]


class ActivitiesPage(Schema):
    """One page of activities, in the order of their becoming known."""

    items: list[ActivityOut]
    next: str | None


@router.get("/activities", auth=READ, response=ActivitiesPage, summary="List activities")
def list_activities(request: Call, after: After = "", limit: Limit = 50) -> ActivitiesPage:
    """Return the activities of everybody by id, those of unknown visitors too."""
    found = activities_after(number_in("activities", after), limit=limit + 1)
    items, behind = page("activities", found, limit=limit, key=lambda one: one.id)
    return ActivitiesPage(items=[ActivityOut.from_orm(one) for one in items], next=behind)


@router.get(
    "/people/{int:person_id}/activities", auth=READ, response=ActivitiesPage, summary="List what one person did"
)
def list_of_person(request: Call, person_id: Id, after: After = "", limit: Limit = 50) -> ActivitiesPage:
    """Return the activities of one person by id."""
    person = person_for(maker(request), person_id)
    found = activities_after(number_in("activities", after), limit=limit + 1, person_id=person.pk)
    items, behind = page("activities", found, limit=limit, key=lambda one: one.id)
    return ActivitiesPage(items=[ActivityOut.from_orm(one) for one in items], next=behind)


@router.post("/people/{int:person_id}/activities", auth=WRITE, response={201: Reported}, summary="Report an activity")
def report(request: Call, person_id: Id, activity: ActivityIn) -> Status[Reported]:
    """Take an activity down; the person is judged again within seconds."""
    person = person_for(maker(request), person_id)
    kind = ACTIVITY_KINDS.get(activity.kind)
    if kind is None:
        raise Problem(422, "no such kind", detail=f"one of: {', '.join(ACTIVITY_KINDS)}")
    if activity.carries.keys() - set(kind.attributes):
        raise Problem(422, f"a {kind.name} does not carry this", detail=f"it carries {', '.join(kind.attributes)}")
    carries: dict[str, Any] = {
        "event_kind" if name == "kind" else name: text for name, text in activity.carries.items()
    }
    with transaction.atomic():
        done = act(
            person_id=person.pk, kind=kind.name, at=_instant(activity, request.now), known_at=request.now, **carries
        )
    return Status(201, Reported(id=done.pk))


def _instant(activity: ActivityIn, now: datetime) -> datetime:
    at = instant(activity.occurred_at or now, at="body/occurred_at")
    if at > now + AHEAD:
        raise Problem(422, "what has not happened yet is no activity")
    return min(at, now)
