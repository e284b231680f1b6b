"""Sales answers a hand-off: accepts it, or gives it back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_datetime

from dueto.apps.handoff import actions
from dueto.apps.handoff.queries.returns import answer_due
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, post_only
from dueto.web.handoffs.shown import carried_out, handoff_to_work
from dueto.web.handoffs.typed import day_from

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from dueto.web.reader import Request

ACCEPTED = say("Accepted. The first contact is owed now.")
GIVEN_BACK = say("Given back")


@post_only
@allowed(Right.WORK_LEADS)
def acceptance(request: Request, handoff_id: int) -> HttpResponse:
    """Accept the hand-off."""
    handoff = handoff_to_work(request, handoff_id)

    def act() -> None:
        actions.accept(handoff_id=handoff.pk, by=request.user.pk, at=request.now)

    return carried_out(request, handoff, act, says=ACCEPTED)


@post_only
@allowed(Right.WORK_LEADS)
def giving_back(request: Request, handoff_id: int) -> HttpResponse:
    """Return the hand-off, or recycle it if it was accepted already, with the reason."""
    handoff = handoff_to_work(request, handoff_id)
    typed = request.POST

    def act() -> Message | None:
        given = actions.give_back(
            handoff_id=handoff.pk,
            by=request.user.pk,
            at=request.now,
            reason=typed.get("reason", "")[:200],
            note=typed.get("note", ""),
            earliest=day_from(typed.get("earliest", "")),
            which_one=(typed.get("which_word", "").strip() or typed.get("which_one", ""))[:200],
        )
        due_at = answer_due(handoff_id=handoff.pk)
        if given.is_recycling or due_at is None:
            return None
        return say("Marketing will answer by {when}.", when=weekday_time(request, due_at))

    return carried_out(request, handoff, act, says=GIVEN_BACK, leaves=True)


def weekday_time(request: Request, instant: datetime) -> str:
    """Return the day of the week and the time of an instant some days ahead: Thursday 10:00."""
    return str(format_datetime(instant.astimezone(request.zone), "EEEE HH:mm", locale=request.voice.locale))
