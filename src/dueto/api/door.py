"""Before and behind every call of the API: no body is too large, and every refusal is a problem, whoever refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from dueto.api.files import takes_file
from dueto.api.problems import KIND, problem

LARGEST: Final = 1_000_000
"""Octets. What comes in as a file has a bound of its own."""
TITLES: Final = {
    400: "the call cannot be read",
    403: "this may not be done",
    404: "no such thing",
    405: "not with this method",
    413: "the body is larger than 1 MB",
    503: "the database does not answer just now; try again soon",
}
KEPT: Final = ("Allow", "Retry-After", "WWW-Authenticate")


def door(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware; pages pass by untouched."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/api/v"):
            return get_response(request)
        if is_too_large(request):
            return problem(413, TITLES[413])
        answer = get_response(request)
        if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(KIND):
            return answer
        title = TITLES.get(answer.status_code, "something went wrong here; nothing was half done")
        headers = {name: answer.headers[name] for name in KEPT if name in answer.headers}
        return problem(answer.status_code, title, headers=headers)

    return middleware


def is_too_large(request: HttpRequest) -> bool:
    """Return whether the body is announced as larger than any call needs."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit():
        return True
    return int(announced[:12]) > LARGEST and not takes_file(request)
