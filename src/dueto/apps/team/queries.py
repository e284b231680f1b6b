"""Reading who works here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from dueto.apps.team.actions.joining import open_invitation
from dueto.apps.team.codes import code_of, hash_of
from dueto.apps.team.models import Absence, ApiToken, Invitation, Member
from dueto.apps.team.rights import RIGHTS, Right


@dataclass(frozen=True, slots=True)
class Away:
    """One absence that lasts or is to come."""

    id: int
    began_at: datetime
    ended_at: datetime | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """One member as the list of members shows them."""

    id: int
    name: str
    email: str
    title: str
    role: str
    team: str
    country: str
    zone: str
    is_active: bool
    last_login: datetime | None
    has_second_factor: bool
    absences: tuple[Away, ...]


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation that nobody has accepted."""

    id: int
    email: str
    name: str
    role: str
    team: str
    invited_at: datetime
    expires_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class Welcome:
    """What somebody who opens an invitation is told."""

    email: str
    name: str
    role: str
    team: str
    invited_by: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail of the team needs: to whom, in which language, and the path of its link."""

    email: str
    name: str
    language: str
    invited_by: str
    path: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Key:
    """A token that opens something."""

    id: int
    scopes: frozenset[str]
    made_by: int


def is_empty() -> bool:
    """Return whether nobody works here yet."""
    return not Member.objects.exists()


def colleagues(*, as_of: datetime) -> list[Colleague]:
    """Return all members, the active ones first, then by name; in three queries."""
    current = Absence.objects.filter(Q(ended_at=None) | Q(ended_at__gt=as_of)).order_by("began_at", "id")
    members = Member.objects.prefetch_related(
        Prefetch("absences", queryset=current, to_attr="current"), "authenticator_set"
    )
    return [_colleague(member, as_of) for member in members.order_by("-is_active", "name", "id")]


def colleague(member_id: int, *, as_of: datetime) -> Colleague | None:
    """Return one member, None if there is none."""
    return next((one for one in colleagues(as_of=as_of) if one.id == member_id), None)


def invitations(*, as_of: datetime, limit: int = 50) -> list[Invited]:
    """Return the invitations that nobody has accepted, the newest first."""
    waiting = Invitation.objects.filter(accepted_at=None).order_by("-id")[:limit]
    return [
        Invited(one.pk, one.email, one.name, one.role, one.team, one.invited_at, one.expires_at, one.expires_at > as_of)
        for one in waiting
    ]


def welcome(code: str, *, as_of: datetime) -> Welcome:
    """Return what an invitation says; raise `UnableToJoin` if it opens nothing."""
    one = open_invitation(code, at=as_of)
    return Welcome(one.email, one.name, one.role, one.team, one.invited_by.name)


def invitation_letter(invitation_id: int, *, as_of: datetime) -> Letter | None:
    """Return what the mail of an invitation needs, None if it is not open any more."""
    one = Invitation.objects.select_related("invited_by").filter(pk=invitation_id, accepted_at=None).first()
    if one is None or one.expires_at <= as_of:
        return None
    return Letter(
        one.email,
        one.name,
        one.invited_by.language,
        one.invited_by.name,
        f"/invitations/{code_of(one)}/",
        one.expires_at,
    )


def member_by_id(member_id: int) -> Member | None:
    """Return a member who may log in, for the one mail that makes a link for them."""
    return Member.objects.filter(pk=member_id, is_active=True).first()


def tokens() -> list[ApiToken]:
    """Return all tokens, those in use first, with who made them."""
    return list(ApiToken.objects.select_related("made_by").order_by("revoked_at", "-id"))


def token_of(token_id: int) -> ApiToken | None:
    """Return one token with who made it, None if there is none."""
    return ApiToken.objects.select_related("made_by").filter(pk=token_id).first()


def key_of(secret: str) -> Key | None:
    """Return what a token opens, None if it opens nothing. Whoever made it must still work here."""
    token = ApiToken.objects.filter(
        token_hash=hash_of(secret), revoked_at=None, made_by__is_active=True
    ).first()  # fmt: skip
    return Key(token.pk, frozenset(token.scopes), token.made_by_id) if token else None


def names(member_ids: set[int]) -> dict[int, str]:
    """Return the names of members by id."""
    return dict(Member.objects.filter(pk__in=member_ids).values_list("pk", "name"))


def _colleague(member: Member, as_of: datetime) -> Colleague:
    absences: list[Absence] = member.current  # type: ignore[attr-defined]
    return Colleague(
        id=member.pk, name=member.name, email=member.email, title=member.title, role=member.role, team=member.team,
        country=member.country, zone=member.zone, is_active=member.is_active, last_login=member.last_login,
        has_second_factor=_has_second_factor(member),
        absences=tuple(Away(one.pk, one.began_at, one.ended_at, one.began_at <= as_of) for one in absences),
    )  # fmt: skip


def _has_second_factor(member: Any) -> bool:
    """Return whether a second factor is set up; the relation is one of allauth, whose types nobody knows."""
    return bool(member.authenticator_set.all())


def absent_member(absence_id: int) -> int | None:
    """Return the id of whoever an absence is of, None if there is no such absence."""
    return Absence.objects.filter(pk=absence_id).values_list("member_id", flat=True).first()


def all_names() -> dict[int, str]:
    """Return the names of everybody who ever worked here, by id, in their order."""
    return dict(Member.objects.exclude(role="").order_by("name").values_list("pk", "name"))


def names_of(right: Right) -> list[tuple[int, str]]:
    """Return who has a right, by name. One query."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    rows = Member.objects.filter(is_active=True, role__in=roles).order_by("name", "id")
    return list(rows.values_list("id", "name"))
