"""A colleague sorts what came in: takes it for something else, gives it to somebody else, or has taken care of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.identities import manual_identity
from dueto.apps.base.actions.sources import by_door
from dueto.apps.base.models import Identity, Person, present
from dueto.apps.conversations.actions.acts import SORTED_ANEW, done_by, undo
from dueto.apps.conversations.actions.writers import name_in, newcomer, take_over
from dueto.apps.conversations.deciding import WAITING, Kind, Why
from dueto.apps.conversations.doors import MAIL_IN
from dueto.apps.conversations.handles import identity_by, is_team
from dueto.apps.conversations.models import Message
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message as Sentence
from dueto.domain.basics.message import say

CHOICES = (Kind.INQUIRY, Kind.REPLY, Kind.AWAY, Kind.NOTHING)


class UnableToSort(Exception):
    """Why a message stays as it is."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def sort(*, message_id: int, kind: str, by: int, at: datetime) -> Message:
    """Return the message taken for something else: its act counts, or no more, and the person is judged again."""
    message = _locked(message_id)
    if kind not in CHOICES:
        raise UnableToSort(say("choose what it is"))
    if message.kind == kind:
        return message
    wanted = Kind(kind)
    identity = message.identity
    if identity is None and wanted in WAITING:
        identity = _writer(message, at=at)
    return _take_for(message, wanted, identity, by=by, at=at)


@transaction.atomic
def attach(*, message_id: int, person_id: int, by: int, at: datetime) -> Message:
    """Return the message as the one of another person, whose the address is from now on if it was nobody's."""
    message = _locked(message_id)
    person = Person.objects.filter(present(), pk=person_id).first()
    if person is None:
        raise UnableToSort(say("choose somebody of the base"))
    if message.identity is not None and message.identity.person_id == person.pk and message.kind in WAITING:
        return message
    is_from_them = bool(message.address) and message.why != Why.COLLEAGUE and not is_team(message.address)
    identity = take_over("email", message.address, person, at=at) if is_from_them else manual_identity(person, at=at)
    return _take_for(message, Kind.REPLY, identity, by=by, at=at)


@transaction.atomic
def settle(*, message_id: int, by: int, at: datetime) -> Message:
    """Return the message that waits no longer: a colleague has taken care of it."""
    message = _locked(message_id)
    if message.settled_at is None:
        message.settled_at, message.settled_by_id = at, by
        message.save(update_fields=["settled_at", "settled_by"])
        _note(Tag.MAIL_SETTLED, message, by=by, at=at)
    return message


def _take_for(message: Message, kind: Kind, identity: Identity | None, *, by: int, at: datetime) -> Message:
    undo(message, reason=SORTED_ANEW, by=by, at=at)
    message.kind, message.why, message.identity = kind, Why.BY_HAND, identity
    message.settled_at, message.settled_by_id = (None, None) if kind in WAITING else (at, by)
    if kind in WAITING and identity is not None:
        message.activity = done_by(identity, kind=kind, channel=message.channel, at=message.happened_at, known_at=at)
    message.save()
    _note(Tag.MAIL_SORTED, message, by=by, at=at)
    return message


def _writer(message: Message, *, at: datetime) -> Identity:
    """Return who wrote a message that was set aside: somebody who is known, or a new prospect."""
    if not message.address:
        raise UnableToSort(say("nobody can tell who wrote it; choose the person"))
    name = name_in(message.name)
    known = identity_by("email", message.address, name=name.written if name else "", is_shared=is_team(message.address))
    return known or newcomer("email", message.address, name=message.name, origin=by_door(MAIL_IN), source="mail", at=at)


def _locked(message_id: int) -> Message:
    message = Message.objects.select_for_update(of=("self",)).select_related("identity").get(pk=message_id)
    if message.kind == Kind.NOTED:
        raise UnableToSort(say("a colleague noted this; it is not sorted"))
    return message


def _note(tag: Tag, message: Message, *, by: int, at: datetime) -> None:
    record(
        tag, subject="message", subject_id=message.pk, by=by, at=at, details={"kind": message.kind},
        person_id=message.identity.person_id if message.identity else None,
    )  # fmt: skip
