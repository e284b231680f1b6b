"""What a colleague notes of a call, a chat, a mail or a meeting: an act that scores like any other, and their words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dueto.apps.base.actions import act
from dueto.apps.base.models import Person, present
from dueto.apps.conversations.actions.acts import TAKEN_BACK, answered, undo
from dueto.apps.conversations.deciding import Kind, Why
from dueto.apps.conversations.models import Message
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message as Sentence
from dueto.domain.basics.message import say

CHANNELS: Final = ("call", "whatsapp", "mail", "meeting")
DIRECTIONS: Final = ("inbound", "outbound")
RESULTS: Final = ("talked", "no answer", "later", "assistant", "wrong number", "no contact")
"""How a call or a meeting went; the same words as an attempt of a hand-off carries."""
TO_TAKE_BACK: Final = timedelta(minutes=15)
MOST: Final = 4000
EARLIEST: Final = timedelta(days=366)


class UnableToNote(Exception):
    """Why a conversation is not noted, or not taken back; nothing is written then."""

    def __init__(self, says: Sentence) -> None:
        super().__init__(str(says))
        self.says = says


def log_call(
    *, person_id: int, direction: str, result: str, at: datetime, by: int | None = None,
    happened_at: datetime | None = None, note: str = "", key: str = "",
) -> Message:  # fmt: skip
    """Return the call as it was noted. An incoming one is the agreement's fast track, where it has one."""
    return _note(person_id, "call", direction, result=result, note=note, key=key, by=by, at=at, happened_at=happened_at)


def log_message(
    *, person_id: int, channel: str, direction: str, at: datetime, by: int | None = None,
    happened_at: datetime | None = None, note: str = "", key: str = "",
) -> Message:  # fmt: skip
    """Return the chat or the mail as it was noted. `channel` is `whatsapp` or `mail`; an incoming mail is a reply."""
    if channel not in ("whatsapp", "mail"):
        raise UnableToNote(say("choose how you spoke: call, WhatsApp, mail or meeting"))
    return _note(person_id, channel, direction, result="", note=note, key=key, by=by, at=at, happened_at=happened_at)


def log_meeting(
    *, person_id: int, at: datetime, by: int | None = None, result: str = "talked", happened_at: datetime | None = None,
    note: str = "", key: str = "",
) -> Message:  # fmt: skip
    """Return the meeting as it was noted."""
    return _note(
        person_id, "meeting", "outbound", result=result, note=note, key=key, by=by, at=at, happened_at=happened_at
    )


@transaction.atomic
def withdraw(*, message_id: int, by: int, at: datetime) -> Message:
    """Take back what was just noted: it counts no more. Nothing is deleted; after some minutes it stays."""
    message = Message.objects.select_for_update(of=("self",)).select_related("identity").get(pk=message_id)
    if message.withdrawn_at is not None:
        return message
    if message.kind != Kind.NOTED or message.by_id != by or at - message.known_at > TO_TAKE_BACK:
        raise UnableToNote(say("only whoever noted it takes it back, within a quarter of an hour"))
    undo(message, reason=TAKEN_BACK, by=by, at=at)
    message.withdrawn_at = at
    message.save(update_fields=["withdrawn_at", "activity"])
    record(
        Tag.TALK_WITHDRAWN, subject="message", subject_id=message.pk, by=by, at=at,
        person_id=message.identity.person_id if message.identity else None,
    )  # fmt: skip
    return message


@transaction.atomic
def _note(
    person_id: int, channel: str, direction: str, *, result: str, note: str, key: str, by: int | None, at: datetime,
    happened_at: datetime | None,
) -> Message:  # fmt: skip
    if key and (again := Message.objects.filter(key=key[:100]).first()) is not None:
        return again
    happened_at = happened_at or at
    _check(channel, direction, result, happened_at, at)
    if not Person.objects.select_for_update().filter(present(), pk=person_id).exists():
        raise UnableToNote(say("this person asked to be forgotten; nothing more is written down"))
    kind = _act_of(channel, direction)
    texts = {name: value for name, value in _texts(kind, channel, direction, result).items() if value}
    done = act(person_id=person_id, kind=kind, at=happened_at, known_at=at, identity=None, source=None, **texts)
    message = Message.objects.create(
        identity=done.identity, activity=done, channel=channel, direction=direction, kind=Kind.NOTED, why=Why.BY_HAND,
        text=note.strip()[:MOST], key=key[:100], happened_at=happened_at, known_at=at, by_id=by, settled_at=at,
        settled_by_id=by,
    )  # fmt: skip
    if direction == "outbound":
        answered(person_id, by=by, at=at)
    record(
        Tag.TALK_NOTED, subject="message", subject_id=message.pk, person_id=person_id, by=by, at=at,
        details={"channel": channel, "direction": direction, "result": result},
    )  # fmt: skip
    return message


def _check(channel: str, direction: str, result: str, happened_at: datetime, at: datetime) -> None:
    if direction not in DIRECTIONS:
        raise UnableToNote(say("choose who turned to whom"))
    if channel in ("call", "meeting") and result not in RESULTS:
        raise UnableToNote(say("choose how it went"))
    if happened_at > at:
        raise UnableToNote(say("this lies ahead; note it when it has happened"))
    if at - happened_at > EARLIEST:
        raise UnableToNote(say("this is more than a year ago; write it as a note"))


def _act_of(channel: str, direction: str) -> str:
    if channel == "mail" and direction == "inbound":
        return "reply"
    return channel if channel in ("call", "meeting") else "message"


def _texts(kind: str, channel: str, direction: str, result: str) -> dict[str, str]:
    match kind:
        case "reply":
            return {}
        case "message":
            return {"channel": channel, "direction": direction}
        case "meeting":
            return {"result": result}
        case _:
            return {"direction": direction, "result": result}
