"""Everybody who is told, and everybody who tells."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.team.rights import Right
from dueto.apps.webhooks.queries.inward import origins
from dueto.apps.webhooks.queries.outward import subscriptions
from dueto.web.guard import allowed, read_only
from dueto.web.reader import Request
from dueto.web.webhooks.words import TAKES, standing


@read_only
@allowed(Right.ADMINISTER)
def listing(request: Request) -> HttpResponse:
    """Return the programs that are told of events, and the systems that send to us."""
    context = {
        "out": [(one, standing(one)) for one in subscriptions()],
        "doors": [(one, TAKES[one.takes]) for one in origins()],
    }
    return render(request, "webhooks/page.html", context)
