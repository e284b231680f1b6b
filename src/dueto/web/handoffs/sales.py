"""The sale itself: opened, brought up to date, won, lost, deferred, resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.handoff import actions
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.shown import carried_out, handoff_to_work
from dueto.web.handoffs.typed import Mistake, amount_from, day_from
from dueto.web.handoffs.words import CURRENCIES

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request

SAID = {
    "won": say("Won. Congratulations!"),
    "lost": say("Marked as lost"),
    "deferred": say("Deferred: it comes back by itself"),
    "resumed": say("It goes on"),
}


@post_only
@allowed(Right.WORK_LEADS)
def opportunity(request: Request, handoff_id: int) -> HttpResponse:
    """Open the sales opportunity, or bring an open one up to date."""
    handoff = handoff_to_work(request, handoff_id)
    is_new = handoff.lead.stage == "accepted"

    def act() -> None:
        amount = amount_from(request.POST.get("amount", ""), locale=request.voice.locale)
        currency = request.POST.get("currency", "USD")
        if currency not in CURRENCIES:
            raise Mistake(say("This currency is not offered here"))
        do = actions.open_opportunity if is_new else actions.update_opportunity
        do(handoff_id=handoff.pk, by=request.user.pk, at=request.now, amount=amount, currency=currency)

    says = say("Sales opportunity opened") if is_new else say("Brought up to date")
    return carried_out(request, handoff, act, says=says)


@post_only
@allowed(Right.WORK_LEADS)
def outcome(request: Request, handoff_id: int) -> HttpResponse:
    """Write down how it ended, or until when it waits."""
    handoff = handoff_to_work(request, handoff_id)
    which = request.POST.get("outcome", "")
    return carried_out(
        request, handoff, lambda: _end(request, handoff.pk, which), says=SAID.get(which, SAID["resumed"])
    )


def _end(request: Request, handoff_id: int, which: str) -> None:
    typed, by, at = request.POST, request.user.pk, request.now
    match which:
        case "won":
            actions.win(handoff_id=handoff_id, by=by, at=at)
        case "lost":
            reason, to_whom = typed.get("reason", "")[:200], typed.get("to_whom", "")
            actions.lose(handoff_id=handoff_id, by=by, at=at, reason=reason, to_whom=to_whom)
        case "deferred":
            until = day_from(typed.get("until", ""))
            if until is None:
                raise Mistake(say("Name the day on which it comes back"))
            actions.defer(handoff_id=handoff_id, by=by, at=at, until=until)
        case "resumed":
            actions.resume(handoff_id=handoff_id, by=by, at=at)
        case _:
            raise Mistake(say("Choose how it ended"))
