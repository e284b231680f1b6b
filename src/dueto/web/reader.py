"""Who reads this page: their language, country, zone, and the instant at which they look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from dueto.adapters.voice import LANGUAGES, Voice
from dueto.web.spellings import refresh

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

COOKIE = "dueto_language"
HOME_COUNTRY, HOME_ZONE = "PE", ZoneInfo("America/Lima")


class Request(HttpRequest):
    """A request once its reader is known: for annotations, never made."""

    user: Member
    voice: Voice
    zone: ZoneInfo
    now: datetime


def reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware that gives each request `voice`, `zone` and `now`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        read = cast(Request, request)
        is_member = read.user.is_authenticated
        language = language_of(read)
        read.voice = voice_of(language, read.user.country if is_member else HOME_COUNTRY)
        read.zone = read.user.time_zone if is_member else HOME_ZONE
        read.now = datetime.now(UTC)
        refresh()
        with translation.override(language):
            return get_response(request)

    return middleware


def language_of(request: Request) -> str:
    """Return the language chosen in this browser, else that of the member, else that of the browser, else Spanish."""
    chosen = request.COOKIES.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    if request.user.is_authenticated and request.user.language in LANGUAGES:
        return request.user.language
    accepted = request.headers.get("Accept-Language", "").lower()
    return "en" if accepted.startswith("en") else "es"


@lru_cache(maxsize=64)
def voice_of(language: str, country: str) -> Voice:
    """Return the voice for a language and a country."""
    return Voice(language, country=country)
