"""Who works here."""

from __future__ import annotations

from ninja import Router, Schema

from dueto.api.calls import Call
from dueto.api.keys import Token
from dueto.apps.team.queries import Colleague, colleagues

router = Router()


class MemberOut(Schema):
    """One member."""

    id: int
    name: str
    email: str
    title: str
    role: str
    team: str
    country: str
    zone: str
    is_active: bool
    is_away: bool


@router.get("/members", auth=Token("members:read"), response=list[MemberOut], summary="List members")
def list_members(request: Call) -> list[MemberOut]:
    """Return everybody who works here or did, the active ones first."""
    return [shown(one) for one in colleagues(as_of=request.now) if one.role]


def shown(one: Colleague) -> MemberOut:
    """Return a member as programs see them."""
    return MemberOut(
        id=one.id, name=one.name, email=one.email, title=one.title, role=one.role, team=one.team, country=one.country,
        zone=one.zone, is_active=one.is_active, is_away=any(absence.is_now for absence in one.absences),
    )  # fmt: skip
