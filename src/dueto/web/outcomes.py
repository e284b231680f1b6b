"""Hand-offs that lack an answer or an outcome, and how the others went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path

from dueto.apps.handoff.queries.outcomes import outcomes_of
from dueto.apps.team.rights import Right, may
from dueto.web.guard import members, read_only

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dueto.web.reader import Request


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the outcomes; an executive sees the own ones, and only managers see who did how well."""
    manages = may(request.user, Right.MANAGE)
    is_own = may(request.user, Right.WORK_LEADS) and not manages
    found = outcomes_of(as_of=request.now, executive=request.user.pk if is_own else None, names=manages)
    return render(request, "outcomes/page.html", {"outcomes": found, "is_own": is_own})


urlpatterns = [path("outcomes/", page, name="outcomes")]
