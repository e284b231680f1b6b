"""Who may open a page: decorators that stand above every view.

`@members` for whoever works here, `@allowed(Right.X)` for whoever may do this, `@public` for everybody. A stranger who
logged in is told that there is no such page; somebody who is not logged in is sent to log in and comes back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from dueto.apps.team.access import NoSuch, NotAllowed
from dueto.apps.team.rights import Right, may
from dueto.web.mistakes import unseen

View: TypeAlias = Callable[..., Any]

read_only = require_safe


def post_only(view: View) -> View:
    """Return the view for what forms send; whoever opens its address instead is told where they are."""
    strict: View = require_POST(view)

    @wraps(view)
    def only(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        return unseen(request) if request.method in {"GET", "HEAD"} else strict(request, *arguments, **named)

    return only


def members(view: View) -> View:
    """Return the view for members only."""
    return allowed(Right.SEE)(view)


def public(view: View) -> View:
    """Return the view as it is: whoever reads the code sees that everybody may open it."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def allowed(right: Right) -> Callable[[View], View]:
    """Return the decorator for views that ask for a right."""

    def decorate(view: View) -> View:
        if iscoroutinefunction(view):

            @wraps(view)
            async def guarded_async(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
                if (elsewhere := _turned_away(request, right)) is not None:
                    return elsewhere
                with _refusals_as_answers():
                    answer: Awaitable[HttpResponseBase] = view(request, *arguments, **named)
                    return _kept_private(await answer)

            return guarded_async

        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            if (elsewhere := _turned_away(request, right)) is not None:
                return elsewhere
            with _refusals_as_answers():
                return _kept_private(view(request, *arguments, **named))

        return guarded

    return decorate


def _turned_away(request: HttpRequest, right: Right) -> HttpResponse | None:
    """Return where to go instead; raise the refusal if the page is not for this person."""
    if not request.user.is_authenticated:
        return _to_log_in(request)
    if not may(request.user, Right.SEE):
        raise Http404
    if not may(request.user, right):
        raise NotAllowed
    return None


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """Return the way to the log-in page, and from there back; a piece of a page sends the whole page there."""
    if "HX-Request" in request.headers:
        here = urlsplit(request.headers.get("HX-Current-URL", "/"))
        back = redirect_to_login(f"{here.path}?{here.query}" if here.query else here.path)
        return HttpResponseClientRedirect(back.url)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else resolve_url("/"))


@contextmanager
def _refusals_as_answers() -> Generator[None]:
    try:
        yield
    except NoSuch as absent:
        raise Http404(str(absent)) from absent


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer so that no proxy keeps it, and the browser asks again after somebody logged out."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
