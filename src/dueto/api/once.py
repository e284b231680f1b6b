"""The same call twice does its work once: `Idempotency-Key`, kept for a day for each token.

What the call writes and the answer that is kept are one transaction: a process that dies between them leaves neither,
and the call can be made again. Only what was done is kept; a refusal did nothing, and may be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from dueto.api.files import takes_file
from dueto.api.problems import problem
from dueto.apps.team.actions.calls import Begun, Kept, Other, begin_call, drop_call, keep_answer
from dueto.apps.team.queries import key_of

NAME: Final = "Idempotency-Key"
KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
NOTHING: Final = 204
SHOWN_ONCE: Final = "no-store, private"
"""How an answer says that it shows a secret."""
READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Overtaken(Exception):
    """The call took so long that the same call was made again meanwhile."""


def once(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Return an operation that answers the same call with the same answer."""

    @wraps(run)
    def answered(request: HttpRequest, **path: Any) -> HttpResponseBase:
        given = request.headers.get(NAME)
        if request.method in READS or given is None or takes_file(request):  # no transaction waits for a file
            return run(request, **path)
        secret = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = key_of(secret)
        if token is None:
            return run(request, **path)
        if not KEY.fullmatch(given):
            return problem(422, f"{NAME} is 1 to 255 visible letters of ASCII")
        at = request.now  # type: ignore[attr-defined]
        begun = begin_call(token_id=token.id, key=given, fingerprint=_fingerprint(request), at=at)
        match begun:
            case Kept():
                return _again(begun)
            case Begun():
                return _run(run, request, begun, path)
            case Other():
                return problem(422, f"this {NAME} was used for another call")
        return problem(409, "the same call is under way", headers={"Retry-After": "1"})

    return answered


def _run(
    run: Callable[..., HttpResponseBase], request: HttpRequest, begun: Begun, path: dict[str, Any]
) -> HttpResponseBase:
    is_kept = False
    try:
        with transaction.atomic():
            answer = run(request, **path)
            if answer.status_code >= 500:
                transaction.set_rollback(True)
            elif answer.status_code < 300 and isinstance(answer, HttpResponse):
                is_kept = keep_answer(begun, answer=_kept(answer))
                if not is_kept:
                    raise Overtaken
    except Overtaken:
        return problem(409, "the same call is under way", headers={"Retry-After": "1"})
    finally:
        if not is_kept:
            drop_call(begun)
    return answer


def _fingerprint(request: HttpRequest) -> str:
    told = sha256(f"{request.method} {request.get_full_path()}\n{request.content_type}\n".encode())
    told.update(request.body)
    return told.hexdigest()


def _kept(answer: HttpResponseBase) -> Kept:
    """Return what is kept of an answer; of one that shows a secret only that it was given."""
    assert isinstance(answer, HttpResponse)
    body = "" if answer.headers.get("Cache-Control") == SHOWN_ONCE else answer.content.decode()
    return Kept(answer.status_code, answer.headers.get("Location", ""), body)


def _again(kept: Kept) -> HttpResponse:
    if kept.status != NOTHING and not kept.body:
        headers = {"Location": kept.location} if kept.location else {}
        return problem(409, "this was done already; its secret is shown once", headers=headers)
    answer = HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8")
    answer.headers["Idempotent-Replayed"] = "true"
    if kept.location:
        answer.headers["Location"] = kept.location
    return answer
