"""The first version of the API, put together."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dueto.api import (
    activities,
    agreement,
    bulks,
    care,
    companies,
    consents,
    content,
    contracts,
    deliveries,
    designs,
    doors,
    duplicates,
    events,
    finding,
    forms,
    groups,
    handoffs,
    hooks,
    imports,
    joining,
    journal,
    leads,
    lists,
    machines,
    mailbox,
    mappings,
    members,
    merges,
    notes,
    people,
    planned,
    privacy,
    prospects,
    questions,
    retention,
    returns,
    runs,
    selling,
    taken,
    talks,
    tending,
    tokens,
    verdicts,
    webhooks,
)
from dueto.api.described import DescribedAPI
from dueto.api.once import once
from dueto.api.problems import Problem, problem
from dueto.api.reading import Reading
from dueto.apps.team.access import NoSuch, NotAllowed

ABOUT = """\
Everything that people do in Dueto, for other programs.

Every call carries `Authorization: Bearer dueto_…`; an administrator makes the token and ticks what it may do. Lists
come in pages: pass as `after` what the page before gave as `next`, until that is null. A call that writes may carry an
`Idempotency-Key`: the same call with the same key does its work once. Refusals are `application/problem+json`
(RFC 9457). Beyond the limit of calls a minute the answer is 429 with `Retry-After`. Instants are ISO 8601 in UTC.
"""
RESOURCES: Final[tuple[tuple[str, Router], ...]] = (
    ("people", people.router),
    ("people", notes.router),
    ("people", consents.router),
    ("people", finding.router),
    ("lists", prospects.router),
    ("lists", lists.router),
    ("lists", bulks.router),
    ("lists", taken.router),
    ("activities", activities.router),
    ("activities", talks.router),
    ("companies", companies.router),
    ("companies", contracts.router),
    ("machines", machines.router),
    ("machines", groups.router),
    ("verdicts", verdicts.router),
    ("questions", questions.router),
    ("calls", planned.router),
    ("calls", tending.router),
    ("leads", leads.router),
    ("leads", handoffs.router),
    ("leads", selling.router),
    ("leads", returns.router),
    ("agreement", agreement.router),
    ("mailbox", mailbox.router),
    ("forms", forms.router),
    ("forms", designs.router),
    ("content", content.router),
    ("imports", imports.router),
    ("imports", runs.router),
    ("imports", mappings.router),
    ("merges", merges.router),
    ("merges", duplicates.router),
    ("care", care.router),
    ("privacy", privacy.router),
    ("privacy", retention.router),
    ("members", members.router),
    ("members", joining.router),
    ("members", tokens.router),
    ("journal", journal.router),
    ("webhooks", events.router),
    ("webhooks", webhooks.router),
    ("webhooks", deliveries.router),
    ("webhooks in", hooks.router),
    ("webhooks in", doors.router),
)

api = DescribedAPI(
    title="Dueto", version="1", description=ABOUT, docs_url=None, urls_namespace="api", parser=Reading(),
)  # fmt: skip
api.add_decorator(once, mode="view")
for tag, router in RESOURCES:
    api.add_router("", router, tags=[tag])


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


@api.exception_handler(Http404)
def nowhere(request: HttpRequest, error: Any) -> HttpResponse:
    """Return the same where Django says it."""
    return problem(404, "no such thing")


@api.exception_handler(NotAllowed)
def forbidden(request: HttpRequest, error: Any) -> HttpResponse:
    """Return that whoever made the token may not do this."""
    return problem(403, "whoever made this token may not do this")


@api.exception_handler(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return any other refusal of the framework; it wraps ours where a body cannot be read."""
    if isinstance(error.__cause__, Problem):
        return refused(request, error.__cause__)
    return problem(error.status_code, str(error))
