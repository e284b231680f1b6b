"""Doors for other systems: who may tell us something by a signed webhook, how it is understood, and what came."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, refusal
from dueto.api.cursors import After, Limit, number_in, sealed
from dueto.api.keys import Token
from dueto.api.kinds import Given
from dueto.api.once import SHOWN_ONCE
from dueto.api.problems import Problem
from dueto.api.webhooks import Secret
from dueto.apps.agreements.queries import fields_at
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.actions import origins, receiving
from dueto.apps.webhooks.mapping import MOST, takeable
from dueto.apps.webhooks.queries import inward

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Origin

router = Router()
READ, WRITE = Token("webhooks:read"), Token("webhooks:write")
Path = Annotated[str, Field(min_length=1, max_length=200)]


class MappingIn(Given):
    """Where in the JSON of the other system each value stands, and as which form of the agreement it counts."""

    mapping: dict[str, Path] = Field(
        min_length=1, max_length=MOST, examples=[{"email": "data.contact.email", "country": '"PE"'}]
    )
    form: str = Field("", max_length=100, description="only for inquiries")


class DoorIn(MappingIn):
    """A door for another system."""

    name: str = Field(min_length=1, max_length=80)
    takes: Literal["inquiry", "call", "whatsapp", "mail"] = "inquiry"
    given_secret: str = Field("", max_length=120, description="`whsec_…`, if it gave one; else one is made here")


class DoorMade(Schema):
    """A door, with its secret: copy it now, it is not shown again."""

    id: int
    address: str = Field(description="the path of `/api/v1` to which the other system posts")
    secret: str


class DoorOut(Schema):
    """One door that is open."""

    id: int
    address: str
    name: str
    takes: str
    form: str
    mapping: dict[str, str]
    made_at: datetime
    rotated_at: datetime | None


class Reason(Schema):
    """Why something is not understood."""

    at: str
    says: str


class CameOut(Schema):
    """One thing that came."""

    id: int
    received_at: datetime
    understood_at: datetime | None
    is_waiting: bool
    person: int | None
    reasons: list[Reason]


class CamePage(Schema):
    """One page of what came, the newest first."""

    items: list[CameOut]
    next: str | None


class LookedAgain(Schema):
    """How many are looked at again."""

    count: int


@router.get("/doors", auth=READ, response=list[DoorOut], summary="List doors for other systems")
def list_doors(request: Call) -> list[DoorOut]:
    """Return the doors that are open, by name."""
    return [_shown(one) for one in inward.origins()]


@router.post("/doors", auth=WRITE, response={201: DoorMade}, summary="Open a door for another system")
def open_door(request: Call, wanted: DoorIn, response: HttpResponse) -> Status[DoorMade]:
    """Let another system tell us something; its secret is in this answer and in no other."""
    _insist_on_takeable(request, wanted.takes, wanted)
    try:
        made, secret = origins.make_origin(**wanted.dict(), by=request.auth.made_by, at=request.now)
    except Unable as unable:
        raise refusal(unable.says, at=f"body/{unable.field}") from None
    response.headers["Location"] = f"/api/v1/doors/{made}"
    response.headers["Cache-Control"] = SHOWN_ONCE
    return Status(201, DoorMade(id=made, address=_address(inward.origin_of(made)), secret=secret))


@router.get("/doors/{int:door_id}", auth=READ, response=DoorOut, summary="Read one door")
def read_door(request: Call, door_id: Id) -> DoorOut:
    """Return one door that is open."""
    return _shown(inward.origin_of(door_id))


@router.put("/doors/{int:door_id}/mapping", auth=WRITE, response=LookedAgain, summary="Change how it is understood")
def mend(request: Call, door_id: Id, wanted: MappingIn) -> LookedAgain:
    """Say anew where each value stands; what was not understood is looked at again at once."""
    _insist_on_takeable(request, inward.origin_of(door_id).takes, wanted)
    try:
        origins.mend_origin(origin_id=door_id, **wanted.dict(), by=request.auth.made_by, at=request.now)
    except Unable as unable:
        raise refusal(unable.says, at=f"body/{unable.field}") from None
    return look_again(request, door_id)


@router.post("/doors/{int:door_id}/secrets", auth=WRITE, response={201: Secret}, summary="Change its secret")
def rotate(request: Call, door_id: Id, response: HttpResponse) -> Status[Secret]:
    """Return a new secret; for a day the one before is taken as well."""
    response.headers["Cache-Control"] = SHOWN_ONCE
    return Status(201, Secret(secret=origins.rotate_origin(origin_id=door_id, by=request.auth.made_by, at=request.now)))


@router.get("/doors/{int:door_id}/received", auth=READ, response=CamePage, summary="List what came")
def received(request: Call, door_id: Id, after: After = "", limit: Limit = 50) -> CamePage:
    """Return what came through a door, the newest first, and why some of it is not understood."""
    door = inward.origin_of(door_id)
    found = inward.received(door.pk, before=number_in("received", after) or None, limit=limit + 1)
    items = [
        CameOut(
            id=one.id, received_at=one.received_at, understood_at=one.understood_at, is_waiting=one.is_waiting,
            person=one.person_id,
            reasons=[Reason(at=field, says=request.voice(says)) for field, says in one.reasons],
        )
        for one in found[:limit]
    ]  # fmt: skip
    return CamePage(items=items, next=sealed("received", items[-1].id) if len(found) > limit else None)


@router.post("/doors/{int:door_id}/replay", auth=WRITE, response=LookedAgain, summary="Look again")
def look_again(request: Call, door_id: Id) -> LookedAgain:
    """Look again at what was not understood."""
    door = inward.origin_of(door_id)
    return LookedAgain(count=receiving.look_again(origin_id=door.pk, by=request.auth.made_by, at=request.now))


@router.delete("/doors/{int:door_id}", auth=WRITE, response={204: None}, summary="Close a door")
def close(request: Call, door_id: Id) -> Status[None]:
    """Take nothing more from there."""
    origins.close_origin(origin_id=door_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


def _shown(one: Origin) -> DoorOut:
    return DoorOut(
        id=one.pk, address=_address(one), name=one.name, takes=one.takes, form=one.form, mapping=one.mapping,
        made_at=one.made_at, rotated_at=one.rotated_at,
    )  # fmt: skip


def _address(one: Origin) -> str:
    return f"/api/v1/hooks/{one.code}"


def _insist_on_takeable(request: Call, takes: str, wanted: MappingIn) -> None:
    known = takeable(takes, fields_at(request.now))
    if not wanted.mapping.keys() <= known:
        errors = [{"at": "body/mapping", "says": f"only these can be taken: {', '.join(sorted(known))}"}]
        raise Problem(422, "this cannot be taken", errors=errors)
