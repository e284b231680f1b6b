"""What is answered when something is wrong: with the page, or with us. Each says what to do next."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from dueto.apps.team.access import NotAllowed
from dueto.domain.basics.message import Message, say

MALFORMED = say("That could not be read")
MALFORMED_WHY = say("Something in the request was not as it should be. Go back and try once more.")
REFUSED = say("Not with this role")
ABSENT = say("There is no such page")
ABSENT_WHY = say("It may have moved, or the address has a typing error.")
UNSEEN = say("There is nothing to see at this address")
UNSEEN_WHY = say("It only takes what a form sends. Go back to the page with the form, or begin anew.")
FORGED = say("This form had grown old")
FORGED_WHY = say("Nothing was saved. Load the page again and send it once more; cookies must be allowed.")
AWAY = say("One moment, please")
AWAY_WHY = say("The database does not answer just now. Nothing was half saved; try again in a few seconds.")
BROKEN = say("Something went wrong here")
BROKEN_WHY = say("It is noted, and nothing was half saved. Try again in a moment.")


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be understood."""
    return _page(request, 400, MALFORMED, MALFORMED_WHY)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for somebody whose role does not do this."""
    why = exception.says if isinstance(exception, NotAllowed) else NotAllowed().says
    return _page(request, 403, REFUSED, why)


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what is not there, or not for this reader."""
    return _page(request, 404, ABSENT, ABSENT_WHY)


def unseen(request: HttpRequest) -> HttpResponse:
    """Return the page for whoever opens an address that only takes what is sent to it."""
    response = _page(request, 405, UNSEEN, UNSEEN_WHY)
    response.headers["Allow"] = "POST"
    return response


@requires_csrf_token
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that did not come from a page of ours, or from one of long ago."""
    return _page(request, 403, FORGED, FORGED_WHY)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a failure of ours; it asks the database nothing. While that is away, come back soon."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page(request, 503, AWAY, AWAY_WHY, template="mistakes/alone.html")
        response.headers["Retry-After"] = "5"
        return response
    return _page(request, 500, BROKEN, BROKEN_WHY, template="mistakes/alone.html")


def _page(
    request: HttpRequest, code: int, title: Message, sentence: Message, *, template: str = "mistakes/page.html"
) -> HttpResponse:
    if "HX-Request" in request.headers:
        return _toast(request, code, say("{title}. {sentence}", title=title, sentence=sentence))
    return render(request, template, {"code": code, "title": title, "sentence": sentence}, status=code)


def _toast(request: HttpRequest, code: int, says: Message) -> HttpResponse:
    """Return what a page says where a piece of it could not be brought: it stays as it is, typed words included."""
    response = render(request, "mistakes/toast.html", {"says": says}, status=code)
    response.headers["HX-Reswap"] = "none"
    return response
