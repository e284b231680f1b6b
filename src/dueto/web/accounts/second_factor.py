"""Where the company asks for it, nobody who decides over others goes on without a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say
from dueto.web.reader import Request

FREE: Final = ("/accounts/", "/static/", "/health/", "/metrics", "/language/", "/api/", "/f/")
WANTED: Final = say("Your role needs a second factor. Set it up once; it takes a minute.")


def asked_for(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware that sends to the set-up whoever still owes a second factor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        read = cast(Request, request)
        if settings.REQUIRE_SECOND_FACTOR and not request.path.startswith(FREE) and owes_second_factor(read):
            messages.warning(request, read.voice(WANTED))
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware


def owes_second_factor(request: Request) -> bool:
    """Return whether this member has to set a second factor up. One query, only where the setting asks for it."""
    if not (may(request.user, Right.MANAGE) or may(request.user, Right.ADMINISTER)):
        return False
    return not is_mfa_enabled(request.user)
