"""The cast of Nevadal as members: who they are, who may do what, who sells where, and what they signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from dueto.apps.agreements.seeding import Version, write_versions
from dueto.apps.handoff.seeding import Place, seat
from dueto.apps.team.seeding import Enrolment, enroll, send_away
from dueto.work.demo.documents import documents
from dueto.world.cast import (
    ALVARO,
    BRUNO,
    CAMILA,
    CAST,
    DIEGO,
    ELENA,
    GRACIELA,
    INES,
    JULIA,
    MARA,
    NORA,
    OLGA,
    SAMUEL,
    TOMAS,
    Member,
    Team,
)

ROLES: Final = {
    MARA.key: "manager", BRUNO.key: "manager", GRACIELA.key: "manager", NORA.key: "steward",
    SAMUEL.key: "administrator", INES.key: "colleague", OLGA.key: "",
}  # fmt: skip
"""What somebody may do, where it is not simply what their team does."""

PLACES: Final = {
    JULIA.key: Place(territories=("PE", "CL")),
    DIEGO.key: Place(territories=("MX",)),
    CAMILA.key: Place(territories=("CO",)),
    ALVARO.key: Place(territories=("ES",)),
    TOMAS.key: Place(territories=("CL",), open_cap=40),
    ELENA.key: Place(weight=0),
}
"""Who sells where. Julia covers Chile while Tomás is away; Elena gets only the companies she looks after."""

AWAY: Final = timedelta(days=7)
"""Tomás left so long ago, and comes back so long from now."""
OBSERVED: Final = timedelta(days=31)
"""How long before it took effect the fourth version was proposed: its month of looking on is over."""
SINCE: Final = {1: timedelta(days=760), 2: timedelta(days=700), 3: timedelta(days=640)}


@dataclass(frozen=True, slots=True)
class Seated:
    """The ids of what was written: of each member by key, of each version by number."""

    members: Mapping[str, int]
    agreements: Mapping[int, int]


def seat_cast(*, at: datetime, password: str | None = None, since: Mapping[int, datetime] | None = None) -> Seated:
    """Return the ids of the cast and of the agreement, written down as of `at`, from when version 4 is in force.

    `since` tells when the earlier versions took effect; without it, some 25 months ago and after.
    """
    founded = at - timedelta(days=800)
    by_mail = enroll([_enrolment(member) for member in CAST], password=password, at=founded)
    members = {member.key: by_mail[mail_of(member.key)] for member in CAST}
    send_away(member_id=members[TOMAS.key], began_at=at - AWAY, ended_at=at + AWAY)
    seat({members[key]: place for key, place in PLACES.items()})
    earlier = since or {number: at - ago for number, ago in SINCE.items()}
    signed_by = {"marketing": members[MARA.key], "sales": members[BRUNO.key]}
    versions = [_version(number, document, {**earlier, 4: at}, signed_by) for number, document in documents().items()]
    return Seated(members=members, agreements=write_versions(versions))


def mail_of(key: str) -> str:
    """Return the address by which one of the cast logs in."""
    return f"{key}@nevadal.example"


def role_of(member: Member) -> str:
    """Return what one of the cast may do here."""
    return ROLES.get(member.key, str(member.team))


def _enrolment(member: Member) -> Enrolment:
    team = Team.MANAGEMENT if member.team is Team.STRANGER else member.team
    return Enrolment(
        email=mail_of(member.key),
        name=member.name,
        title=member.role,
        role=role_of(member),
        team=str(team),
        country=member.country,
        zone=member.zone,
    )


def _version(number: int, document: Any, since: Mapping[int, datetime], signed_by: Mapping[str, int]) -> Version:
    effective_at = since[number]
    proposed_at = effective_at - (OBSERVED if number == 4 else timedelta(days=7))
    return Version(
        number=number,
        document=document,
        proposed_at=proposed_at,
        effective_at=effective_at,
        observes_until=proposed_at + timedelta(days=30) if number == 4 else None,
        signed_by=signed_by,
    )
