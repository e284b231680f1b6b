"""Members written down all at once: the cast of the demo and of the tests. Nobody is invited, nothing is mailed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dueto.apps.team.models import Absence, Member


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One member as they are to be written down. `role` empty: a stranger."""

    email: str
    name: str
    title: str
    role: str
    team: str
    country: str
    zone: str


@transaction.atomic
def enroll(enrolments: Iterable[Enrolment], *, password: str | None, at: datetime) -> dict[str, int]:
    """Return the id of each new member by address. Without a password, none opens."""
    # One hash for all: a demo shares its password anyway, and each hash costs a quarter of a second.
    hashed = make_password(password)
    members = [
        Member(
            email=one.email,
            name=one.name,
            title=one.title,
            role=one.role,
            team=one.team,
            country=one.country,
            zone=one.zone,
            joined_at=at,
            password=hashed,
        )
        for one in enrolments
    ]
    return {member.email: member.pk for member in Member.objects.bulk_create(members)}


def send_away(*, member_id: int, began_at: datetime, ended_at: datetime | None) -> None:
    """Write down that somebody is away."""
    Absence.objects.create(member_id=member_id, began_at=began_at, ended_at=ended_at)


def enrolled(emails: Iterable[str]) -> dict[str, int]:
    """Return the ids of those of `emails` who are members, by address."""
    return dict(Member.objects.filter(email__in=list(emails)).values_list("email", "pk"))
