"""Members as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dueto.apps.handoff.seeding import Place
from dueto.apps.team.queries import Away, Colleague, Invited
from dueto.apps.team.rights import ROLES, TEAMS
from dueto.domain.basics.message import Message, say

MOMENT = timedelta(microseconds=1)
VOICES = frozenset({"marketing", "sales"})


@dataclass(frozen=True, slots=True)
class Row:
    """One member in a list."""

    id: int
    name: str
    email: str
    title: str
    voice: str
    role: Message
    team: Message | None
    away: Message | None
    place: Message | str | None
    last_login: datetime | None
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One invitation that nobody has accepted."""

    id: int
    email: str
    name: str
    role: Message
    invited_at: datetime
    expires_at: datetime
    is_open: bool


def member_row(one: Colleague, *, place: Place | None = None) -> Row:
    """Return a member as a row."""
    return Row(
        one.id, one.name, one.email, one.title, one.team if one.team in VOICES else "", ROLES[one.role],
        None if one.team == one.role else TEAMS[one.team], next((away_in_words(away) for away in one.absences), None),
        place_in_words(place) if place else None, one.last_login, one.has_second_factor,
    )  # fmt: skip


def open_invitation_row(one: Invited) -> Waiting:
    """Return an invitation as a row."""
    return Waiting(one.id, one.email, one.name, ROLES[one.role], one.invited_at, one.expires_at, one.is_open)


def away_in_words(away: Away) -> Message:
    """Return an absence as a sentence; its last day is the one before they are back."""
    last = (away.ended_at - MOMENT).date() if away.ended_at else None
    if away.is_now:
        return say("Away until {day}", day=last) if last else say("Away")
    if last:
        return say("Away from {first} to {last}", first=away.began_at.date(), last=last)
    return say("Away from {first}", first=away.began_at.date())


def place_in_words(place: Place) -> Message | str:
    """Return a place in the turn as a sentence."""
    if place.weight == 0:
        return say("Only the companies they look after")
    where: Message | str = ", ".join(place.territories) if place.territories else say("everywhere")
    if place.open_cap is not None:
        return say("{where}, at most {cap} open", where=where, cap=place.open_cap)
    return where if place.territories else say("Everywhere")
