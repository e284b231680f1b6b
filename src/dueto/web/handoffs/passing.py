"""Passing a hand-off to another executive, and asking marketing about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.base.actions import note
from dueto.apps.handoff import actions
from dueto.apps.handoff.access import handoff_for
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.shown import carried_out, handoff_to_work
from dueto.web.handoffs.typed import Mistake

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request


@post_only
@allowed(Right.MANAGE)
def reassignment(request: Request, handoff_id: int) -> HttpResponse:
    """Pass the hand-off on to another executive."""
    handoff = handoff_for(request.user, handoff_id, right=Right.MANAGE)

    def act() -> None:
        to = request.POST.get("to", "")
        if not (to.isascii() and to.isdigit() and len(to) < 19):
            raise Mistake(say("Choose who takes it over"))
        actions.reassign(handoff_id=handoff.pk, to=int(to), by=request.user.pk, at=request.now)

    return carried_out(request, handoff, act, says=say("Passed on"))


@post_only
@allowed(Right.WORK_LEADS)
def question(request: Request, handoff_id: int) -> HttpResponse:
    """Ask marketing something about the hand-off."""
    handoff = handoff_to_work(request, handoff_id)

    def act() -> None:
        text = request.POST.get("text", "").strip()[:2000]
        if not text:
            raise Mistake(say("Write what marketing is asked"))
        note(person_id=handoff.lead.person_id, text=text, by=request.user.pk, at=request.now)
        actions.ask_marketing(handoff_id=handoff.pk, by=request.user.pk, at=request.now)

    return carried_out(request, handoff, act, says=say("Marketing was asked"))
