"""Trying to reach the contact: how it went, and when to try again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.handoff import actions
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.shown import carried_out, handoff_to_work
from dueto.web.handoffs.typed import Mistake, instant_from
from dueto.web.handoffs.words import CHANNELS, RESULT_WORDS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request

NO_RESULT = say("How did it go? Choose one of the answers.")


@post_only
@allowed(Right.WORK_LEADS)
def attempts(request: Request, handoff_id: int) -> HttpResponse:
    """Write down one attempt and how it went."""
    handoff = handoff_to_work(request, handoff_id)
    channel, result = request.POST.get("channel", "call"), request.POST.get("result", "")

    def act() -> None:
        if channel not in CHANNELS or result not in RESULT_WORDS:
            raise Mistake(NO_RESULT)
        actions.attempt(handoff_id=handoff.pk, by=request.user.pk, at=request.now, channel=channel, result=result)

    word = RESULT_WORDS.get(result, "")
    return carried_out(request, handoff, act, says=say("Saved: {result}", result=word))


@post_only
@allowed(Right.WORK_LEADS)
def plan(request: Request, handoff_id: int) -> HttpResponse:
    """Plan the next attempt."""
    handoff = handoff_to_work(request, handoff_id)

    def act() -> None:
        next_at = instant_from(request.POST.get("next_at", ""), zone=request.zone)
        if next_at <= request.now:
            raise Mistake(say("The next attempt has to lie ahead"))
        actions.plan_attempt(handoff_id=handoff.pk, by=request.user.pk, at=request.now, next_at=next_at)

    return carried_out(request, handoff, act, says=say("Scheduled"))
