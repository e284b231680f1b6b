"""Somebody turns to us by telephone, WhatsApp or mail, told by a colleague or by another program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.mails import mail_of
from dueto.adapters.readers.cleaning.phones import Phone, phone_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions import project_cards, write
from dueto.apps.base.actions.sources import by_door
from dueto.apps.base.facts import Cleaned, clean
from dueto.apps.base.models import Fact, Identity, Person, present
from dueto.apps.conversations.actions.acts import done_by
from dueto.apps.conversations.actions.writers import newcomer, take_over
from dueto.apps.conversations.deciding import Kind, Why
from dueto.apps.conversations.doors import ORIGIN_OF
from dueto.apps.conversations.handles import identity_by, is_team
from dueto.apps.conversations.models import Message
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message as Sentence
from dueto.domain.basics.message import say
from dueto.domain.conditions.fields import STANDARD_FIELDS


class UnableToReceive(Exception):
    """Why nothing was taken in."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(str(says))
        self.says = says


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in: the message, whose it is, and whether nobody knew them before."""

    message_id: int
    person_id: int | None
    is_new: bool


@transaction.atomic
def receive(
    *, channel: str, sender: str, at: datetime, name: str = "", text: str = "", subject: str = "",
    happened_at: datetime | None = None, country: str | None = None, key: str = "", by: int | None = None,
    person_id: int | None = None,
) -> Received:  # fmt: skip
    """Return what became of somebody's call, WhatsApp or mail; raises `UnableToReceive`.

    `sender` is the number or the address, `country` reads national numbers, `key` makes a second post of it harmless.
    Whoever is not known becomes a prospect whose origin is this door, unless a colleague knows whose the number is.
    """
    if channel not in ORIGIN_OF:
        raise UnableToReceive(say("choose how they came: call, WhatsApp or mail"))
    if key and (again := Message.objects.filter(key=key[:100]).select_related("identity").first()) is not None:
        return Received(again.pk, again.identity.person_id if again.identity else None, is_new=False)
    handle, value = _handle(channel, sender, country)
    is_shared = is_team(value) if handle == "email" else channel == "call"
    if person_id is not None:
        known: Identity | None = _of(person_id, handle, value, at=at)
    else:
        known = identity_by(handle, value, name=name, is_shared=is_shared)
    identity = known or newcomer(
        handle, value, name=name, origin=by_door(ORIGIN_OF[channel]), source=channel, at=at, country=country
    )
    kind = Kind.INQUIRY if known is None else Kind.REPLY
    moment = min(happened_at or at, at)
    done = done_by(identity, kind=kind, channel=channel, at=moment, known_at=at)
    message = Message.objects.create(
        identity=identity, activity=done, channel=channel, direction="inbound",
        kind=Kind.NOTED if by is not None else kind,
        why=Why.BY_HAND if by is not None else Why.UNKNOWN_SENDER if known is None else Why.KNOWN_ADDRESS,
        name=name[:120], address=value if handle == "email" else "", subject=subject[:300], text=text.strip()[:20_000],
        key=key[:100], happened_at=moment, known_at=at, by_id=by, settled_at=at if by is not None else None,
        settled_by_id=by,
    )  # fmt: skip
    record(
        Tag.TALK_CAME if known is not None else Tag.TALK_CAME_NEW, subject="message", subject_id=message.pk, by=by,
        at=at, person_id=identity.person_id, details={"channel": channel},
    )  # fmt: skip
    return Received(message.pk, identity.person_id, is_new=known is None)


def _of(person_id: int, handle: str, value: str, *, at: datetime) -> Identity:
    """Return the identity of somebody whom a colleague recognised; the handle is theirs from now on, if nobody's."""
    person = Person.objects.select_for_update().filter(present(), pk=person_id).first()
    if person is None:
        raise UnableToReceive(say("choose somebody of the base"))
    identity = take_over(handle, value, person, at=at)
    field = STANDARD_FIELDS["email" if handle == "email" else "phone"]
    if not Fact.objects.filter(identity__person=person, field=field.name).exclude(value=None).exists():
        told = clean(field, value, country=None)
        write(identity, [told] if isinstance(told, Cleaned) else [], source="call", at=at)
        project_cards([person.pk])
    return identity


def _handle(channel: str, sender: str, country: str | None) -> tuple[str, str]:
    """Return by what somebody is known who comes on this channel."""
    if channel == "mail":
        address = mail_of(sender)
        if isinstance(address, Refusal):
            raise UnableToReceive(address.reason)
        return "email", address
    phone = phone_of(sender, country=country)
    if not isinstance(phone, Phone):
        raise UnableToReceive(phone.reason)
    return "phone", phone.e164
