"""A conversation noted on the page of a person: it counts at once, and can be taken back while it is fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from dueto.apps.base.access import person_for
from dueto.apps.base.actions import note
from dueto.apps.conversations.access import message_for
from dueto.apps.conversations.actions import MOST, UnableToNote, log_call, log_meeting, log_message, withdraw
from dueto.apps.handoff import actions as handoff
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.passages import passages
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.typed import Mistake, instant_from
from dueto.web.people.facts import REFUSED, told
from dueto.web.people.page import answer
from dueto.web.people.shown import Typed
from dueto.web.people.typed import WHOLE, text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request

NAMES = ("channel", "direction", "result", "when", "text", "key")


@post_only
@allowed(Right.NOTE)
def talks(request: Request, person_id: int) -> HttpResponse:
    """Note a conversation, and judge the person at once."""
    person = person_for(request.user, person_id, right=Right.NOTE)
    typed = {name: text_in(request.POST, name) for name in NAMES} | {"text": text_in(request.POST, "text", most=WHOLE)}
    try:
        if len(typed["text"].strip()) > MOST:
            raise Mistake(say("this holds {most} signs, and has {n}; shorten it", most=MOST, n=len(typed["text"])))
        _take_down(request, person.pk, typed)
    except (UnableToNote, Mistake, handoff.UnableTo) as unable:
        values = {f"talk_{name}": value for name, value in typed.items()}
        return answer(request, person, typed=Typed(values, {"talk": unable.says}), status=REFUSED)
    judge(person_ids=[person.pk], at=request.now)
    return told(request, person, say("Noted. It counts already."))


@post_only
@allowed(Right.NOTE)
def withdrawals(request: Request, message_id: int) -> HttpResponse:
    """Take back what was just noted."""
    message = message_for(request.user, message_id, right=Right.NOTE)
    whose = message.identity.person_id if message.identity else None
    person = person_for(request.user, whose or 0, right=Right.NOTE)
    try:
        withdraw(message_id=message.pk, by=request.user.pk, at=request.now)
    except UnableToNote as unable:
        return answer(request, person, typed=Typed({}, {"talk": unable.says}), status=REFUSED)
    judge(person_ids=[person.pk], at=request.now)
    return told(request, person, say("Taken back. It counts no more."))


def _take_down(request: Request, person_id: int, typed: dict[str, str]) -> None:
    channel, direction, by, at = typed["channel"], typed["direction"], request.user.pk, request.now
    result = handoff.RESULTS.get(typed["result"], "")
    happened_at = instant_from(typed["when"], zone=request.zone) if typed["when"].strip() else at
    is_now = not typed["when"].strip()
    if direction == "outbound" and is_now and (held := _held(request, person_id)) and channel in handoff.CHANNELS:
        handoff.attempt(handoff_id=held, by=by, at=at, channel=channel, result=typed["result"] or "talked")
        if typed["text"].strip():
            note(person_id=person_id, text=typed["text"], by=by, at=at)
        return
    if channel == "call":
        log_call(person_id=person_id, direction=direction, result=result, by=by, at=at, happened_at=happened_at,
                 note=typed["text"], key=typed["key"][:64])  # fmt: skip
    elif channel == "meeting":
        log_meeting(person_id=person_id, result=result or "talked", by=by, at=at, happened_at=happened_at,
                    note=typed["text"], key=typed["key"][:64])  # fmt: skip
    else:
        log_message(person_id=person_id, channel=channel, direction=direction, by=by, at=at, happened_at=happened_at,
                    note=typed["text"], key=typed["key"][:64])  # fmt: skip


def _held(request: Request, person_id: int) -> int | None:
    """Return the hand-off of this person that the member holds: what they try is an attempt of it."""
    mine = (one for one in passages(person_id) if one.is_open and one.executive_id == request.user.pk)
    return next((one.handoff_id for one in mine if one.handoff_state in ("sent", "accepted")), None)
