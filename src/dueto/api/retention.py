"""How long things are kept, and what people asked of us."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given, Whole
from dueto.apps.base.access import person_for
from dueto.apps.privacy.actions import UnableToKeep, UnableToNote, answer_request, keep, note_request
from dueto.apps.privacy.queries.overview import rules, waiting

router = Router()
READ, WRITE = Token("privacy:read"), Token("privacy:write")
Asked = Literal["copy", "erasure"]


class KeptOut(Schema):
    """How long one kind of thing is kept, in days, and whether it is let go of by itself after that."""

    kind: str
    days: int
    is_on: bool
    swept_at: datetime | None


class RetentionIn(Given):
    """How long something is to be kept."""

    days: Whole = Field(ge=1, le=36_500)
    is_on: Flag


class RequestOut(Schema):
    """One request of somebody that waits for an answer."""

    person: int
    kind: str
    source: str
    asked_at: datetime


class AskedIn(Given):
    """What somebody asked for, and how."""

    kind: Asked
    source: Literal["phone", "mail", "in person", "message", "letter"]


@router.get("/privacy/retention", auth=READ, response=list[KeptOut], summary="Read how long things are kept")
def list_rules(request: Call) -> list[KeptOut]:
    """Return every rule as it stands."""
    return [KeptOut.from_orm(one) for one in rules()]


@router.put("/privacy/retention/{kind}", auth=WRITE, response=KeptOut, summary="Change how long something is kept")
def change_rule(
    request: Call, kind: Literal["browsers", "mails", "unconfirmed", "people"], wanted: RetentionIn
) -> KeptOut:
    """Change one rule; the worker keeps to it from now on."""
    try:
        keep(kind=kind, days=wanted.days, is_on=wanted.is_on, by=request.auth.made_by, at=request.now)
    except UnableToKeep as unable:
        raise refusal(unable.says, at="body/days") from None
    return KeptOut.from_orm(next(one for one in rules() if one.kind == kind))


@router.get("/privacy/requests", auth=READ, response=list[RequestOut], summary="List what people asked for")
def list_requests(request: Call) -> list[RequestOut]:
    """Return the requests that wait, the oldest first; a hundred at most."""
    return [
        RequestOut(person=one.person_id, kind=one.kind, source=one.source, asked_at=one.asked_at) for one in waiting()
    ]


@router.post(
    "/people/{int:person_id}/requests", auth=WRITE, response={201: RequestOut}, summary="Note what somebody asks for"
)
def note(request: Call, person_id: Id, asked: AskedIn) -> Status[RequestOut]:
    """Note a request; asked twice, it is the one that waits already."""
    person = person_for(maker(request), person_id)
    try:
        kept = note_request(
            person_id=person.pk, kind=asked.kind, source=asked.source, by=request.auth.made_by, at=request.now
        )
    except UnableToNote as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, RequestOut(person=person.pk, kind=kept.kind, source=kept.source, asked_at=kept.asked_at))


@router.delete(
    "/people/{int:person_id}/requests/{kind}", auth=WRITE, response={204: None}, summary="Note that it was answered"
)
def answered(request: Call, person_id: Id, kind: Asked) -> Status[None]:
    """Note that a request was answered; twice is harmless."""
    person = person_for(maker(request), person_id)
    answer_request(person_id=person.pk, kind=kind, by=request.auth.made_by, at=request.now)
    return Status(204, None)
