"""What was said with somebody, as their page shows it: words behind acts, what stands in the way, the sheet to note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dueto.apps.base.queries.acts import Done
from dueto.apps.base.queries.known import Known
from dueto.apps.conversations.queries.said import Said, just_noted, reach_of, words_of
from dueto.domain.basics.message import Message, say
from dueto.web.handoffs.words import RESULTS, Option
from dueto.web.mailbox.words import BOUNCES

if TYPE_CHECKING:
    from dueto.web.people.shown import Typed
    from dueto.web.reader import Request

CHANNELS = (
    Option("call", say("Call"), "call"),
    Option("whatsapp", say("WhatsApp"), "whatsapp"),
    Option("mail", say("E-mail"), "mail"),
    Option("meeting", say("Meeting"), "meeting"),
)
DIRECTIONS = (Option("inbound", say("They turned to us")), Option("outbound", say("We turned to them")))


def said_with(request: Request, person_id: int, *, known: Iterable[Known], typed: Typed) -> dict[str, Any]:
    """Return what the page shows of conversations. Two queries."""
    heard = next((one.value.written for one in known if one.field == "heard_from"), "")
    return {
        "heard_from": heard,
        "in_the_way": _in_the_way(request, person_id),
        "just_noted": just_noted(person_id, by=request.user.pk, as_of=request.now),
        "talk": {
            "channels": CHANNELS,
            "directions": DIRECTIONS,
            "results": RESULTS,
            "channel": typed.values.get("talk_channel") or "call",
            "direction": typed.values.get(
                "talk_direction", ""
            ),  # an incoming call may hand somebody over: none is supposed
            "result": typed.values.get("talk_result") or "talked",
            "when": typed.values.get("talk_when", ""),
            "text": typed.values.get("talk_text", ""),
            "key": typed.values.get("talk_key") or uuid4().hex,
            "error": typed.errors.get("talk"),
        },
    }


def words(done: Iterable[Done]) -> dict[int, Said]:
    """Return the words behind these acts. One query."""
    return words_of(one.act.id for one in done)


def _in_the_way(request: Request, person_id: int) -> list[Message]:
    """Return what stands in the way of reaching somebody, in sentences."""
    reach = reach_of(person_id, as_of=request.now, today=request.now.astimezone(request.zone).date())
    told: list[Message] = []
    if reach.is_away:
        told.append(
            say("Away until {day}.", day=reach.back_on)
            if reach.back_on
            else say("A machine answers for them; it does not say until when.")
        )
        if reach.substitute:
            told.append(say("Instead: {who}.", who=reach.substitute))
    if reach.bounce and reach.came_back_at:
        why = BOUNCES.get(reach.bounce, BOUNCES["unclear"])
        told.append(say("A mail of {day} came back: {why}.", day=reach.came_back_at.date(), why=why))
    return told
