"""Answering a question, or leaving it aside; the next one takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, skip_datum
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.addresses import ONE_DATUM
from dueto.web.guard import allowed, post_only
from dueto.web.one_datum.page import answer
from dueto.web.one_datum.questions import SKIPS
from dueto.web.people.facts import REFUSED, take
from dueto.web.people.typed import text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request

NO_REASON = say("Choose why it is left aside.")


@post_only
@allowed(Right.WORK_BASE)
def answers(request: Request, person_id: int) -> HttpResponse:
    """Take down the answer, say how the person stands with it, and ask the next question."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    value = text_in(request.POST, "value")
    try:
        says = take(request, person.pk, name=request.POST.get("field", ""), value=value)
    except UnableToTell as unable:
        return answer(request, person_id=person.pk, typed=value, error=unable.says, status=REFUSED)
    return _next(request, says, but=person.pk)


@post_only
@allowed(Right.WORK_BASE)
def skips(request: Request, person_id: int) -> HttpResponse:
    """Leave the question aside for a month, with the reason in the journal."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    reason = request.POST.get("reason", "")
    if reason not in SKIPS:
        return answer(request, person_id=person.pk, error=NO_REASON, status=REFUSED)
    field = request.POST.get("field", "")[:60]
    skip_datum(person_id=person.pk, field=field, reason=reason, by=request.user.pk, at=request.now)
    return _next(request, say("Left aside for a month: {reason}.", reason=SKIPS[reason]), but=person.pk)


def _next(request: Request, says: Message, *, but: int) -> HttpResponse:
    if "HX-Request" in request.headers:
        return answer(request, but=but, told=says)
    messages.success(request, request.voice(says))
    response = redirect(ONE_DATUM)
    response.status_code = 303
    return response
