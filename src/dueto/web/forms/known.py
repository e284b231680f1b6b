"""Who sat before a form on this browser: a signed mark in a cookie, kept only for whoever lets themselves be known.

The mark says by which identity and which visitor; it opens nothing, shows nothing, and only spares questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from dueto.apps.forms.queries.recognised import Recognised, recognised

if TYPE_CHECKING:
    from dueto.web.reader import Request

COOKIE: Final = "dueto_known"
SALT: Final = "dueto.forms.known"
DAYS: Final = 180
SECONDS: Final = DAYS * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Mark:
    """What the cookie says. `is_proved`: whoever sits here opened the mail that we sent to the address."""

    identity_id: int
    visitor: str
    is_proved: bool


def refuses(request: HttpRequest) -> bool:
    """Return whether the browser asks not to be followed."""
    return "1" in (request.headers.get("Sec-GPC"), request.headers.get("DNT"))


def mark_of(request: HttpRequest) -> Mark | None:
    """Return the mark of this browser, None without one of ours."""
    if refuses(request):
        return None
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, "")[:400], salt=SALT, max_age=SECONDS)
        identity_id, visitor, is_proved = said
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Mark(identity_id, visitor, bool(is_proved))


def who_is(request: Request, *, visitor: str = "") -> Recognised | None:
    """Return who sits before this browser; None if a form says another visitor than the mark."""
    mark = mark_of(request)
    if mark is None or (visitor and visitor != mark.visitor):
        return None
    return recognised(identity_id=mark.identity_id, visitor=mark.visitor, is_proved=mark.is_proved)


def remember(request: HttpRequest, response: HttpResponse, *, identity_id: int, visitor: str, is_proved: bool) -> None:
    """Let this browser be recognised, unless it asks not to be, or its visitor is nobody's."""
    if refuses(request) or not visitor:
        return
    before = mark_of(request)
    proved = is_proved or (before is not None and before.is_proved and before.identity_id == identity_id)
    response.set_cookie(
        COOKIE, signing.dumps([identity_id, visitor, int(proved)], salt=SALT), max_age=SECONDS, path="/f/",
        httponly=True, samesite="Lax", secure=settings.IS_SECURE,
    )  # fmt: skip


def forget(response: HttpResponse) -> None:
    """Let this browser not be recognised any more."""
    response.delete_cookie(COOKIE, path="/f/", samesite="Lax")
