"""What somebody consented to, and what a colleague hears of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, give_consent, withdraw_consent
from dueto.apps.base.queries.consents import told_of
from dueto.apps.team.rights import Right

router = Router()
READ, WRITE = Token("people:read"), Token("people:write")
MOST = 200


class ConsentOut(Schema):
    """One consent given or withdrawn, with the mark of the text that was shown."""

    purpose: str
    is_given: bool
    basis: str = Field(description="on what in law it stands: consent, request, contract or interest")
    text_version: str
    source: str
    by: str = Field(description="the colleague who heard it; empty: they said it themselves")
    happened_at: datetime


class ConsentTold(Given):
    """What somebody said, and how. Whoever wants no contact wants no newsletter either."""

    purpose: Literal["contact", "newsletter", "tracking"]
    is_given: Flag
    source: Literal["phone", "mail", "in person", "message", "letter"]
    basis: Literal["consent", "request", "contract", "interest"] = Field("consent", description="where it is given")


@router.get(
    "/people/{int:person_id}/consents", auth=READ, response=list[ConsentOut], summary="Read what somebody consented to"
)
def list_consents(request: Call, person_id: Id) -> list[ConsentOut]:
    """Return the consents given and withdrawn, the newest first."""
    return _shown(person_for(maker(request), person_id).pk, MOST)


@router.post(
    "/people/{int:person_id}/consents", auth=WRITE, response={201: ConsentOut}, summary="Note a consent by hand"
)
def note_consent(request: Call, person_id: Id, said: ConsentTold) -> Status[ConsentOut]:
    """Write a consent, or its withdrawal, in the name of whoever made the token; it holds from now on."""
    person = person_for(maker(request), person_id, right=Right.NOTE)
    by, at = request.auth.made_by, request.now
    try:
        if said.is_given:
            give_consent(
                person_id=person.pk, purpose=said.purpose, source=said.source, basis=said.basis, by=by, at=at
            )  # fmt: skip
        else:
            withdraw_consent(person_id=person.pk, purpose=said.purpose, source=said.source, by=by, at=at)
    except UnableToTell as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, next(one for one in _shown(person.pk, 2) if one.purpose == said.purpose))


def _shown(person_id: int, limit: int) -> list[ConsentOut]:
    return [ConsentOut.from_orm(one) for one in told_of(person_id, limit=limit)]
