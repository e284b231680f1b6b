"""How somebody comes to the team: founding it, being invited, joining."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import IntegrityError, transaction
from email_validator import EmailNotValidError, validate_email

from dueto.apps.journal.actions import enqueue, record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.codes import code_of, hash_of
from dueto.apps.team.models import Invitation, Member
from dueto.apps.team.passwords import problem_of
from dueto.apps.team.rights import ROLES, TEAMS
from dueto.domain.basics.message import say

LASTS: Final = timedelta(days=7)
NO_MAIL: Final = say("This is no e-mail address.")
KNOWN: Final = say("Somebody with this e-mail works here already.")
ASKED: Final = say("An invitation to this e-mail is open already. Withdraw it to send another.")
GONE: Final = say("There is no such invitation. Copy the whole link from the mail.")
USED: Final = say("This invitation has been used. Log in with the e-mail to which it was sent.")
LATE: Final = say("This invitation is too old. Ask for another; it takes a moment.")
NAMELESS: Final = say("The name is missing.")
FOUNDED: Final = say("Somebody works here already; an administrator invites the others.")
NO_ROLE: Final = say("Choose a role and a team.")


class UnableToInvite(Unable):
    """Somebody cannot be invited."""


class UnableToJoin(Unable):
    """Somebody cannot join."""


@transaction.atomic
def found(*, email: str, name: str, password: str, language: str, at: datetime) -> int:
    """Return the id of the first administrator."""
    if Member.objects.exists():
        raise UnableToJoin(FOUNDED)
    member = Member(
        email=_address(email, UnableToJoin), name=name.strip(), role="administrator", team="management",
        language=language, joined_at=at,
    )  # fmt: skip
    _admit(member, password=password, at=at)
    return member.pk


@transaction.atomic
def invite(*, email: str, name: str, role: str, team: str, by: int, at: datetime) -> int:
    """Return the id of an invitation; the mail with its link leaves from the outbox."""
    address = _address(email, UnableToInvite)
    if not role or role not in ROLES or team not in TEAMS:
        raise UnableToInvite(NO_ROLE, field="role")
    if Member.objects.filter(email=address).exists():
        raise UnableToInvite(KNOWN, field="email")
    if Invitation.objects.filter(email=address, accepted_at=None, expires_at__gt=at).exists():
        raise UnableToInvite(ASKED, field="email")
    invitation = Invitation.objects.create(
        email=address, name=name.strip()[:120], role=role, team=team, invited_by_id=by, invited_at=at,
        expires_at=at + LASTS, code_hash=uuid4().hex,
    )  # fmt: skip
    Invitation.objects.filter(pk=invitation.pk).update(code_hash=hash_of(code_of(invitation)))
    record(Tag.MEMBER_INVITED, subject="invitation", subject_id=invitation.pk, by=by, at=at, details={"role": role})
    enqueue(
        "mail", key=f"invitation:{invitation.pk}", body={"template": "invitation", "invitation": invitation.pk}, at=at
    )
    return invitation.pk


@transaction.atomic
def withdraw(*, invitation_id: int, by: int, at: datetime) -> None:
    """Let an open invitation end now."""
    if Invitation.objects.filter(pk=invitation_id, accepted_at=None, expires_at__gt=at).update(expires_at=at):
        record(Tag.INVITATION_WITHDRAWN, subject="invitation", subject_id=invitation_id, by=by, at=at)


def open_invitation(code: str, *, at: datetime) -> Invitation:
    """Return the invitation behind a code; raise `UnableToJoin` if it opens nothing any more."""
    invitation = Invitation.objects.select_related("invited_by").filter(code_hash=hash_of(code)).first()
    if invitation is None:
        raise UnableToJoin(GONE)
    if invitation.accepted_at is not None:
        raise UnableToJoin(USED)
    if invitation.expires_at <= at:
        raise UnableToJoin(LATE)
    return invitation


@transaction.atomic
def join(*, code: str, name: str, password: str, language: str, country: str, zone: str, at: datetime) -> int:
    """Return the id of the member that an invitation became."""
    invitation = open_invitation(code, at=at)
    # Of two who press at the same time, one finds it used.
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=at):
        raise UnableToJoin(USED)
    member = Member(
        email=invitation.email, name=name.strip()[:120], role=invitation.role, team=invitation.team,
        language=language, country=country, zone=zone, joined_at=at,
    )  # fmt: skip
    _admit(member, password=password, at=at)
    return member.pk


def ask_for_password(*, member_id: int, at: datetime) -> None:
    """Send a member the way to a new password; the link is made when the mail leaves: nothing secret is kept."""
    body = {"template": "password", "member": member_id}
    enqueue("mail", key=f"password:{member_id}:{at.isoformat()}", body=body, at=at)


def _admit(member: Member, *, password: str, at: datetime) -> None:
    if not member.name:
        raise UnableToJoin(NAMELESS, field="name")
    if (problem := problem_of(password, member=member)) is not None:
        raise UnableToJoin(problem, field="password")
    member.set_password(password)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise UnableToJoin(KNOWN, field="email") from None
    record(
        Tag.MEMBER_JOINED, subject="member", subject_id=member.pk, by=member.pk, at=at, details={"role": member.role}
    )


def _address(email: str, refusal: type[Unable]) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise refusal(NO_MAIL, field="email") from None
