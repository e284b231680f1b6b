"""The first version of the API, put together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dueto.api import activities, agreement, leads, people
from dueto.api.problems import Problem, problem
from dueto.apps.team.access import NoSuch, NotAllowed

ABOUT = """\
People, qualified opportunities and hand-offs for other programs; inquiries and activities from them.

Every call carries `Authorization: Bearer dueto_…`; an administrator makes the token and ticks what it may do. Lists
come in pages: pass as `after` what the page before gave as `next`. Refusals are `application/problem+json` (RFC 9457).
Beyond the limit of calls a minute the answer is 429 with `Retry-After`. Instants are ISO 8601 in UTC.
"""

api = NinjaAPI(title="Dueto", version="1", description=ABOUT, docs_url=None, urls_namespace="api")
api.add_router("", people.router, tags=["people"])
api.add_router("", activities.router, tags=["activities"])
api.add_router("", leads.router, tags=["leads"])
api.add_router("", agreement.router, tags=["agreement"])


@api.exception_handler(Problem)
def refused(request: HttpRequest, refusal: Problem) -> HttpResponse:
    """Return a refusal of ours."""
    return problem(refusal.status, refusal.title, detail=refusal.detail, errors=refusal.errors, headers=refusal.headers)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Return that nobody with this token is known."""
    return problem(401, "no valid token", headers={"WWW-Authenticate": 'Bearer realm="dueto"'})


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return what in the call does not fit its description; never what was sent."""
    errors = [{"at": "/".join(str(step) for step in one["loc"]), "says": one["msg"]} for one in error.errors]
    return problem(422, "the call does not fit its description", errors=errors)


@api.exception_handler(NoSuch)
def absent(request: HttpRequest, error: Any) -> HttpResponse:
    """Return that there is no such thing, or not for this token."""
    return problem(404, "no such thing")


@api.exception_handler(NotAllowed)
def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    """Return that whoever made the token may not do this."""
    return problem(403, "whoever made this token may not do this")


@api.exception_handler(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return any other refusal of the framework, like a body that is no JSON."""
    return problem(error.status_code, str(error))
