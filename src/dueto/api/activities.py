"""Activities that other programs saw: a call of the telephone system, a meeting of the calendar, a reply."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, maker
from dueto.api.keys import Token
from dueto.api.problems import Problem
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import act
from dueto.domain.conditions.activities import ACTIVITY_KINDS

router = Router()
AHEAD = timedelta(minutes=5)
"""By how much the clock of another machine may be fast."""


class ActivityIn(Schema):
    """One thing that somebody did. What it may carry depends on its kind."""

    kind: str = Field(examples=["call"])
    occurred_at: datetime | None = Field(None, description="with a zone; the instant of the call if left out")
    carries: dict[str, str] = Field({}, max_length=10, examples=[{"direction": "in", "result": "talked"}])


class ActivityOut(Schema):
    """What was taken down."""

    id: int


@router.post(
    "/people/{int:person_id}/activities",
    auth=Token("activities:write"),
    response={201: ActivityOut},
    summary="Report an activity",
)
def report(request: Call, person_id: int, activity: ActivityIn) -> Status[ActivityOut]:
    """Take an activity down; the person is judged again within seconds."""
    person = person_for(maker(request), person_id)
    kind = ACTIVITY_KINDS.get(activity.kind)
    if kind is None:
        raise Problem(422, "no such kind", detail=f"one of: {', '.join(ACTIVITY_KINDS)}")
    if unknown := activity.carries.keys() - set(kind.attributes):
        detail = f"it carries {', '.join(kind.attributes)}; not {', '.join(sorted(unknown))}"
        raise Problem(422, f"a {activity.kind} does not carry this", detail=detail)
    carries: dict[str, Any] = {
        "event_kind" if name == "kind" else name: text for name, text in activity.carries.items()
    }
    with transaction.atomic():
        done = act(
            person_id=person.pk, kind=kind.name, at=_instant(activity, request.now), known_at=request.now, **carries
        )
    return Status(201, ActivityOut(id=done.pk))


def _instant(activity: ActivityIn, now: datetime) -> datetime:
    at = activity.occurred_at or now
    if at.tzinfo is None:
        raise Problem(422, "an instant needs its zone", detail="like 2026-11-25T15:00:00Z")
    if at > now + AHEAD:
        raise Problem(422, "what has not happened yet is no activity")
    return min(at, now)
