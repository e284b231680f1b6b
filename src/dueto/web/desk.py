"""The desk of an executive: one hand-off for a whole phone, the next one a swipe away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import path, reverse

from dueto.apps.handoff.access import handoff_for
from dueto.web.guard import members, public, read_only
from dueto.web.handoffs.shown import desk_context, shown

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dueto.web.reader import Request


@read_only
@members
def desk(request: Request) -> HttpResponse:
    """Return the desk with what should be taken first, or the quiet of an empty one."""
    around = desk_context(request, 0)
    if around["after"] is not None:
        first = around["after"].handoff_id
        return shown(request, handoff_for(request.user, first), on_desk=True, desk=around["desk"])
    is_piece = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return render(request, "desk/_desk.html" if is_piece else "desk/page.html", around | {"is_demo": settings.DEMO})


@read_only
@members
def card(request: Request, handoff_id: int) -> HttpResponse:
    """Return the desk with this hand-off before the reader."""
    return shown(request, handoff_for(request.user, handoff_id), on_desk=True)


@read_only
@public
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker: it keeps what is done without a line, and sends it afterwards."""
    answer = render(request, "desk/sw.js", {"desk": reverse("desk")}, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


urlpatterns = [
    path("desk/", desk, name="desk"),
    path("desk/<int:handoff_id>/", card, name="desk-card"),
    path("sw.js", worker, name="desk-worker"),
]
