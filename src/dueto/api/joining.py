"""How the team changes: people invited, what they may do, their place in the turn, when they are away."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, instant, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Flag, Given, Instant, Whole
from dueto.api.members import MemberOut, shown
from dueto.apps.handoff.places import give_place, places
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions import change, end_absence, invite, note_absence, withdraw
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.queries import Colleague, absent_member, colleague, invitations

router = Router()
READ, WRITE = Token("members:read"), Token("members:write")
Role = Literal["marketing", "sales", "manager", "steward", "administrator", "colleague"]
Team = Literal["marketing", "sales", "management"]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
FIELDS = {"began_on": "began_at", "ended_on": "ended_at"}
"""What a page calls otherwise than the API."""


class InvitationIn(Given):
    """Who is invited, and as what."""

    email: str = Field(min_length=3, max_length=254)
    name: str = Field("", max_length=120)
    role: Role
    team: Team


class InvitationMade(Schema):
    """The invitation; its link leaves by mail only."""

    id: int


class InvitationOut(Schema):
    """One invitation that nobody has accepted."""

    id: int
    email: str
    name: str
    role: str
    team: str
    invited_at: datetime
    expires_at: datetime
    is_open: bool


class MemberChanged(Given):
    """What changes; what is left out stays."""

    role: Role | None = None
    team: Team | None = None
    title: str | None = Field(None, max_length=120)
    country: Country | None = None
    zone: str | None = Field(None, max_length=60, examples=["America/Lima"])
    is_active: Flag | None = Field(None, description="false: the way in is closed")


class PlaceIn(Given):
    """Which hand-offs an executive gets."""

    territories: list[Country] = Field([], max_length=60, description="countries; none: everywhere")
    weight: Whole = Field(1, ge=0, le=20, description="share in the turn; 0: only companies they look after")
    open_cap: Whole | None = Field(None, ge=1, le=10_000, description="at most so many open at once")


class PlaceOut(PlaceIn):
    """A place in the turn, and whose it is."""

    member: int


class AbsenceIn(Given):
    """From when until when somebody is away; no clock of theirs runs meanwhile."""

    began_at: Instant
    ended_at: Instant | None = None


class AbsenceMade(Schema):
    """The absence; by this number it is ended."""

    id: int


class AbsenceOut(AbsenceIn):
    """An absence that lasts or is to come."""

    id: int
    member: int
    is_now: bool


@router.get("/invitations", auth=READ, response=list[InvitationOut], summary="List invitations")
def list_invitations(request: Call) -> list[InvitationOut]:
    """Return the invitations that nobody has accepted, the newest first."""
    return [InvitationOut.from_orm(one) for one in invitations(as_of=request.now)]


@router.post("/invitations", auth=WRITE, response={201: InvitationMade}, summary="Invite somebody")
def invite_one(request: Call, wanted: InvitationIn) -> Status[InvitationMade]:
    """Invite somebody to the team; the link leaves by mail and holds for seven days."""
    try:
        made = invite(**wanted.dict(), by=request.auth.made_by, at=request.now)
    except Unable as unable:
        raise refusal(unable.says, at=f"body/{unable.field}") from None
    return Status(201, InvitationMade(id=made))


@router.delete("/invitations/{int:invitation_id}", auth=WRITE, response={204: None}, summary="Withdraw an invitation")
def withdraw_one(request: Call, invitation_id: Id) -> Status[None]:
    """Let an open invitation end now."""
    if invitation_id not in {one.id for one in invitations(as_of=request.now) if one.is_open}:
        raise NoSuch("invitation")
    withdraw(invitation_id=invitation_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


@router.patch("/members/{int:member_id}", auth=WRITE, response=MemberOut, summary="Change a member")
def change_one(request: Call, member_id: Id, wanted: MemberChanged) -> MemberOut:
    """Change what somebody may do and where they sit, or close their way in."""
    _member(request, member_id)
    values = {name: value for name, value in wanted.dict().items() if value is not None}
    try:
        change(member_id=member_id, by=request.auth.made_by, at=request.now, **values)
    except Unable as unable:
        raise refusal(unable.says, at=f"body/{unable.field}") from None
    return shown(_member(request, member_id))


@router.get("/places", auth=READ, response=list[PlaceOut], summary="List places in the turn")
def list_places(request: Call) -> list[PlaceOut]:
    """Return the places in the turn by member."""
    return [
        PlaceOut(member=member, territories=list(one.territories), weight=one.weight, open_cap=one.open_cap)
        for member, one in sorted(places().items())
    ]


@router.put("/members/{int:member_id}/place", auth=WRITE, response=PlaceOut, summary="Give a place in the turn")
def place(request: Call, member_id: Id, wanted: PlaceIn) -> PlaceOut:
    """Give a member a place in the turn, or another one than before."""
    _member(request, member_id)
    give_place(member_id=member_id, by=request.auth.made_by, at=request.now, **wanted.dict())
    return next(one for one in list_places(request) if one.member == member_id)


@router.get("/members/{int:member_id}/absences", auth=READ, response=list[AbsenceOut], summary="List absences")
def list_absences(request: Call, member_id: Id) -> list[AbsenceOut]:
    """Return the absences that last or are to come."""
    away = _member(request, member_id).absences
    return [
        AbsenceOut(id=one.id, member=member_id, began_at=one.began_at, ended_at=one.ended_at, is_now=one.is_now)
        for one in away
    ]


@router.post("/members/{int:member_id}/absences", auth=WRITE, response={201: AbsenceMade}, summary="Note an absence")
def be_away(request: Call, member_id: Id, away: AbsenceIn) -> Status[AbsenceMade]:
    """Note that somebody is away: no clock of theirs runs meanwhile, and nothing new is handed over."""
    _member(request, member_id)
    began_at = instant(away.began_at, at="body/began_at")
    ended_at = instant(away.ended_at, at="body/ended_at") if away.ended_at else None
    try:
        made = note_absence(
            member_id=member_id, began_at=began_at, ended_at=ended_at, by=request.auth.made_by, at=request.now
        )
    except Unable as unable:
        raise refusal(unable.says, at=f"body/{FIELDS.get(unable.field, unable.field)}") from None
    return Status(201, AbsenceMade(id=made))


@router.delete("/absences/{int:absence_id}", auth=WRITE, response={204: None}, summary="End an absence")
def be_back(request: Call, absence_id: Id) -> Status[None]:
    """End an absence now; one that has not begun is taken back."""
    if absent_member(absence_id) is None:
        raise NoSuch("absence")
    end_absence(absence_id=absence_id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


def _member(request: Call, member_id: int) -> Colleague:
    one = colleague(member_id, as_of=request.now)
    if one is None or not one.role:
        raise NoSuch("member")
    return one
