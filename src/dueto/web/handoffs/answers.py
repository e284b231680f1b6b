"""Sales answers a hand-off: accepts it, or gives it back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.handoff import actions
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.shown import carried_out, handoff_to_work
from dueto.web.handoffs.typed import day_from

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request

ACCEPTED = say("Accepted. The first contact is owed now.")
GIVEN_BACK = say("Given back. Marketing will answer.")


@post_only
@allowed(Right.WORK_LEADS)
def acceptance(request: Request, handoff_id: int) -> HttpResponse:
    """Accept the hand-off."""
    handoff = handoff_to_work(request, handoff_id)
    return carried_out(
        request,
        handoff,
        lambda: actions.accept(handoff_id=handoff.pk, by=request.user.pk, at=request.now),
        says=ACCEPTED,
    )


@post_only
@allowed(Right.WORK_LEADS)
def giving_back(request: Request, handoff_id: int) -> HttpResponse:
    """Return the hand-off, or recycle it if it was accepted already, with the reason."""
    handoff = handoff_to_work(request, handoff_id)
    typed = request.POST
    return carried_out(
        request,
        handoff,
        lambda: actions.give_back(
            handoff_id=handoff.pk,
            by=request.user.pk,
            at=request.now,
            reason=typed.get("reason", "")[:200],
            note=typed.get("note", "").strip()[:2000],
            earliest=day_from(typed.get("earliest", "")),
            which_one=(typed.get("which_word", "").strip() or typed.get("which_one", ""))[:200],
        ),
        says=GIVEN_BACK,
        leaves=True,
    )
