"""From a row of the outbox to a message: whom it is for, in whose language, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from dueto.adapters.mail.letter import Envelope, Letter, written
from dueto.adapters.voice import LANGUAGES, Voice
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.links import confirm_path, download_path
from dueto.apps.forms.queries.sent import to_confirm
from dueto.apps.handoff.queries.mailing import MailCase, Owed, Reader, mail_case, member, owed
from dueto.apps.privacy.links import path_to_choices
from dueto.apps.team.queries import invitation_letter, member_by_id
from dueto.apps.webhooks.queries.outward import given_up
from dueto.domain.basics.message import say
from dueto.work.mails import letters


@dataclass(frozen=True, slots=True)
class Composed:
    """One message with everybody it goes to, and the prospect whom it is written to, if it is to one."""

    message: EmailMessage
    recipients: tuple[str, ...]
    person_id: int | None = None


def compose(body: Mapping[str, Any], *, key: str, at: datetime) -> Composed | None:
    """Return the message that one row of the outbox is; None where it has become moot since."""
    match body:
        case {"template": "invitation", "invitation": int(invitation_id)}:
            return _invitation(invitation_id, key=key, at=at)
        case {"template": "webhook", "webhook": int(webhook_id), "member": int(member_id)}:
            return _given_up(webhook_id, member_id, key=key, at=at)
        case {"template": "password", "member": int(member_id)}:
            return _password(member_id, key=key, at=at)
        case {"template": "form_confirmation", "submission": int(submission_id)}:
            return _form_confirmation(submission_id, key=key, at=at)
        case {"template": str(template), "handoff": int(handoff_id)}:
            case = mail_case(handoff_id, as_of=at)
            return None if case is None else _about(template, case, body, key=key, at=at)
        case _:
            raise ValueError("nobody knows this kind of mail")


def _about(template: str, case: MailCase, body: Mapping[str, Any], *, key: str, at: datetime) -> Composed | None:
    match template:
        case "alert" if case.is_open and body["member"] == case.executive_id:
            return _alert(case, key=key, at=at)
        case "confirmation" if case.is_open and case.email:
            return _confirmation(case, key=key, at=at)
        case "overdue" | "escalation":
            return _overdue(template, case, owed(body["clock"]), member(body["member"]), key=key, at=at)
    return None


def _alert(case: MailCase, *, key: str, at: datetime) -> Composed:
    reader = case.executive
    letter = letters.alert(
        name=reader.first_name, who=letters.known_as(case.who), role=case.role, company=case.company,
        because=case.because, due=_moment(case.answer_due_at, reader), url=_url(case),
    )  # fmt: skip
    return _to(reader, letter, key=key, at=at)


def _overdue(
    template: str, case: MailCase, debt: Owed | None, reader: Reader | None, *, key: str, at: datetime
) -> Composed | None:
    if debt is None or reader is None or not debt.is_open:
        return None
    told = letters.Debt(
        reader.first_name, letters.known_as(case.who), case.company, debt.what, _moment(debt.due_at, reader), _url(case)
    )
    if template == "overdue":
        return _to(reader, letters.overdue(told), key=key, at=at)
    owner = debt.owner.name if debt.owner else say("marketing")
    return _to(reader, letters.escalation(told, owner=owner), key=key, at=at)


def _confirmation(case: MailCase, *, key: str, at: datetime) -> Composed:
    """Return the mail to the contact, with the executive in copy, in the executive's language."""
    executive = case.executive
    voice = Voice(_language(executive.language), country=case.country or None)
    letter = letters.confirmation(
        name=letters.known_as(case.who), seller=case.seller, executive=executive.name, title=executive.title,
        meeting=_moment(case.meeting_at, executive) if case.meeting_at else "",
        choices=f"{settings.PUBLIC_ADDRESS}{path_to_choices(case.person_id)}",
    )  # fmt: skip
    envelope = Envelope((case.who, case.email), ((executive.name, executive.email),))
    message = written(letter, envelope=envelope, voice=voice, sender=settings.DEFAULT_FROM_EMAIL, key=key, at=at)
    message["Reply-To"] = executive.email
    return Composed(message, (case.email, executive.email), case.person_id)


def _invitation(invitation_id: int, *, key: str, at: datetime) -> Composed | None:
    asked = invitation_letter(invitation_id, as_of=at)
    if asked is None:
        return None
    letter = letters.invitation(name=asked.name, inviter=asked.invited_by, url=f"{settings.PUBLIC_ADDRESS}{asked.path}")
    return _send_link(asked.name, asked.email, asked.language, letter, key=key, at=at)


def _password(member_id: int, *, key: str, at: datetime) -> Composed | None:
    """Return the way to a new password; the link is made only now, so that nothing secret waits in the outbox."""
    asked = member_by_id(member_id)
    if asked is None:
        return None
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(asked), "key": default_token_generator.make_token(asked)},
    )
    letter = letters.password(name=asked.first_name, url=f"{settings.PUBLIC_ADDRESS}{path}")
    return _send_link(asked.name, asked.email, asked.language, letter, key=key, at=at)


def _form_confirmation(submission_id: int, *, key: str, at: datetime) -> Composed | None:
    """Return the mail that asks somebody to confirm their address; None once they have."""
    asked = to_confirm(submission_id)
    version = in_force(at)
    if asked is None or version is None:
        return None
    confirm = confirm_path(asked.submission_id, form=asked.form, language=asked.language)
    fetch = download_path(asked.submission_id, language=asked.language) if asked.content else ""
    letter = letters.form_confirmation(
        seller=version.agreement.name, url=f"{settings.PUBLIC_ADDRESS}{confirm}", content=asked.content,
        download=f"{settings.PUBLIC_ADDRESS}{fetch}" if fetch else "",
    )  # fmt: skip
    return _send_link("", asked.email, asked.language, letter, key=key, at=at)


def _given_up(webhook_id: int, member_id: int, *, key: str, at: datetime) -> Composed | None:
    """Return the word to an administrator that a program is told nothing more; moot once somebody has seen to it."""
    reader = member_by_id(member_id)
    subscription = given_up(webhook_id)
    if reader is None or subscription is None:
        return None
    letter = letters.webhook_given_up(
        name=reader.first_name, program=subscription.name, url=f"{settings.PUBLIC_ADDRESS}/webhooks/{webhook_id}/"
    )
    return _send_link(reader.name, reader.email, reader.language, letter, key=key, at=at)


def _send_link(name: str, email: str, language: str, letter: Letter, *, key: str, at: datetime) -> Composed:
    message = written(
        letter, envelope=Envelope((name, email)), voice=Voice(_language(language)),
        sender=settings.DEFAULT_FROM_EMAIL, key=key, at=at,
    )  # fmt: skip
    return Composed(message, (email,))


def _to(reader: Reader, letter: Letter, *, key: str, at: datetime) -> Composed:
    voice = Voice(_language(reader.language), country=reader.country)
    message = written(
        letter, envelope=Envelope((reader.name, reader.email)), voice=voice, sender=settings.DEFAULT_FROM_EMAIL,
        key=key, at=at,
    )  # fmt: skip
    return Composed(message, (reader.email,))


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else "es"


def _url(case: MailCase) -> str:
    return f"{settings.PUBLIC_ADDRESS}/handoffs/{case.handoff_id}/"


def _moment(instant: datetime | None, reader: Reader) -> str:
    if instant is None:
        return "—"
    voice = Voice(_language(reader.language), country=reader.country)
    local = instant.astimezone(reader.zone)
    return f"{voice(local.date())}, {local:%H:%M}"
