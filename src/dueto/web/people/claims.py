"""An executive takes somebody who is on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from dueto.apps.base.access import person_for
from dueto.apps.handoff.actions import UnableTo, claim
from dueto.apps.team.rights import Right
from dueto.web.addresses import handoff as handoff_page
from dueto.web.guard import allowed, post_only
from dueto.web.people.facts import REFUSED
from dueto.web.people.page import answer
from dueto.web.people.shown import Typed

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_LEADS)
def claims(request: Request, person_id: int) -> HttpResponse:
    """Begin the hand-off in the hands of whoever took the call, and go there."""
    person = person_for(request.user, person_id, right=Right.WORK_LEADS)
    try:
        handoff = claim(
            person_id=person.pk, by=request.user.pk, at=request.now, definition=request.POST.get("definition") or None
        )
    except UnableTo as unable:
        return answer(request, person, typed=Typed({}, {"claim": unable.says}), status=REFUSED)
    except KeyError:
        return answer(request, person, status=REFUSED)
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(handoff_page(handoff.pk))
    response = redirect(handoff_page(handoff.pk))
    response.status_code = 303
    return response
