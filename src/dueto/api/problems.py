"""Refusals as `application/problem+json` (RFC 9457), English throughout: titles, details and what lies below them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Message

KIND = "application/problem+json"
ENGLISH = Voice("en")


class Problem(Exception):
    """A call is refused."""

    def __init__(
        self,
        status: int,
        title: str,
        *,
        detail: str = "",
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.errors, self.headers = status, title, detail, errors, headers or {}


def problem(
    status: int,
    title: str,
    *,
    detail: str = "",
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the answer that tells a program, and whoever writes it, why."""
    body: dict[str, Any] = {"type": "about:blank", "status": status, "title": title}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = list(errors)
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=KIND)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def in_english(says: Message) -> str:
    """Return why something is refused, in the language in which refusals are titled: no answer mixes two."""
    return ENGLISH(says)
