"""Calls, chats, mails and meetings: noted of somebody who is known, or told of whoever turns to us."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id, instant, maker, refusal
from dueto.api.keys import Token
from dueto.api.kinds import Given, Instant
from dueto.apps.base.access import person_for
from dueto.apps.conversations.access import message_for
from dueto.apps.conversations.actions import (
    UnableToNote,
    UnableToReceive,
    log_call,
    log_meeting,
    log_message,
    receive,
    withdraw,
)
from dueto.apps.leads.actions import judge
from dueto.apps.team.rights import Right

router = Router()
WRITE = Token("activities:write")
Text = Annotated[str, Field(max_length=4000)]
Result = Literal["talked", "no answer", "later", "assistant", "wrong number", "no contact"]
Direction = Literal["inbound", "outbound"]


class CallTold(Given):
    """How a call went."""

    direction: Direction
    result: Result = "talked"
    happened_at: Instant | None = Field(None, description="with a zone; now if left out")
    note: Text = ""


class ChatIn(Given):
    """A chat or a mail."""

    channel: Literal["whatsapp", "mail"]
    direction: Direction
    happened_at: Instant | None = Field(None, description="with a zone; now if left out")
    note: Text = ""


class MeetingIn(Given):
    """How a meeting went."""

    result: Result = "talked"
    happened_at: Instant | None = Field(None, description="with a zone; now if left out")
    note: Text = ""


class TalkMade(Schema):
    """What was noted."""

    id: int


class InwardIn(Given):
    """Somebody turns to us: who is not known becomes a prospect."""

    channel: Literal["call", "whatsapp", "mail"]
    sender: str = Field(min_length=3, max_length=254, description="the number, or the address of a mail")
    name: str = Field("", max_length=120)
    subject: str = Field("", max_length=300)
    text: str = Field("", max_length=20_000)
    country: str = Field("", max_length=2, description="reads a number without its country")
    happened_at: Instant | None = Field(None, description="with a zone; now if left out")


class InwardOut(Schema):
    """What became of it."""

    id: int
    person: int | None
    is_new: bool


@router.post("/people/{int:person_id}/calls", auth=WRITE, response={201: TalkMade}, summary="Note a call")
def note_call(request: Call, person_id: Id, call: CallTold) -> Status[TalkMade]:
    """Note how a call with somebody went; they are judged again within seconds."""
    person = person_for(maker(request), person_id)
    try:
        made = log_call(
            person_id=person.pk, direction=call.direction, result=call.result, note=call.note,
            happened_at=_moment(call.happened_at), by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToNote as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, TalkMade(id=made.pk))


@router.post("/people/{int:person_id}/messages", auth=WRITE, response={201: TalkMade}, summary="Note a chat or a mail")
def note_message(request: Call, person_id: Id, chat: ChatIn) -> Status[TalkMade]:
    """Note a chat or a mail with somebody; they are judged again within seconds."""
    person = person_for(maker(request), person_id)
    try:
        made = log_message(
            person_id=person.pk, channel=chat.channel, direction=chat.direction, note=chat.note,
            happened_at=_moment(chat.happened_at), by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToNote as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, TalkMade(id=made.pk))


@router.post("/people/{int:person_id}/meetings", auth=WRITE, response={201: TalkMade}, summary="Note a meeting")
def note_meeting(request: Call, person_id: Id, meeting: MeetingIn) -> Status[TalkMade]:
    """Note how a meeting with somebody went; they are judged again within seconds."""
    person = person_for(maker(request), person_id)
    try:
        made = log_meeting(
            person_id=person.pk, result=meeting.result, note=meeting.note,
            happened_at=_moment(meeting.happened_at), by=request.auth.made_by, at=request.now,
        )  # fmt: skip
    except UnableToNote as unable:
        raise refusal(unable.says, at="body") from None
    return Status(201, TalkMade(id=made.pk))


@router.delete("/talks/{int:talk_id}", auth=WRITE, response={204: None}, summary="Take back what was noted")
def take_back(request: Call, talk_id: Id) -> Status[None]:
    """Take back a call, a chat, a mail or a meeting that was noted by mistake: it counts no more.

    Only whoever noted it does, within a quarter of an hour; nothing is deleted.
    """
    talk = message_for(maker(request), talk_id, right=Right.NOTE)
    person = person_for(maker(request), (talk.identity.person_id if talk.identity else None) or 0, right=Right.NOTE)
    try:
        withdraw(message_id=talk.pk, by=request.auth.made_by, at=request.now)
    except UnableToNote as unable:
        raise refusal(unable.says, at="path/talk_id") from None
    judge(person_ids=[person.pk], at=request.now)
    return Status(204, None)


@router.post("/messages", auth=WRITE, response={201: InwardOut}, summary="Tell that somebody turned to us")
def take_in(request: Call, inward: InwardIn) -> Status[InwardOut]:
    """Take in a call, a chat or a mail: of somebody who is known, or of a new prospect."""
    try:
        taken = receive(
            channel=inward.channel, sender=inward.sender, name=inward.name, subject=inward.subject, text=inward.text,
            country=inward.country.upper() or None, happened_at=_moment(inward.happened_at), at=request.now,
        )  # fmt: skip
    except UnableToReceive as unable:
        raise refusal(unable.says, at="body/sender") from None
    return Status(201, InwardOut(id=taken.message_id, person=taken.person_id, is_new=taken.is_new))


def _moment(given: datetime | None) -> datetime | None:
    return instant(given, at="body/happened_at") if given else None
