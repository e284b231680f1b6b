"""The description of the API as a page to read: every call, what it takes, what it can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from dueto.api.prose import line, paragraphs
from dueto.api.v1 import api


@dataclass(frozen=True, slots=True)
class Told:
    """One operation as the page shows it."""

    method: str
    path: str
    summary: SafeString
    description: SafeString
    scopes: tuple[str, ...]
    takes: tuple[tuple[str, str, SafeString], ...]
    answers: tuple[tuple[int, SafeString], ...]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Return the page; everybody may read what the API is."""
    return render(request, "api/page.html", {"groups": groups(), "about": paragraphs(api.description)})


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Return every operation by what it is about."""
    whole = api.get_openapi_schema()
    found: dict[str, list[Told]] = {}
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_told(whole, path, method, operation))
    return tuple((tag, tuple(told)) for tag, told in found.items())


def _told(whole: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]) -> Told:
    takes = [
        (one["name"], one["in"], line(one.get("description", one["schema"].get("description", ""))))
        for one in operation.get("parameters", ())
        if one["name"] != "Idempotency-Key"
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        takes += _body(whole, content["schema"])
    answers = sorted((int(status), _meaning(whole, one)) for status, one in operation["responses"].items())
    return Told(
        method.upper(), path, line(operation["summary"]), line(operation.get("description", "").split("\n\n")[0]),
        tuple(operation.get("x-scope", ())), tuple(takes), tuple(answers),
    )  # fmt: skip


def _body(whole: Mapping[str, Any], schema: Mapping[str, Any]) -> list[tuple[str, str, SafeString]]:
    named = schema.get("$ref", "").rpartition("/")[2]
    found = whole["components"]["schemas"].get(named, schema)
    needed = set(found.get("required", ()))
    return [
        (name, "body, required" if name in needed else "body", line(one.get("description", "")))
        for name, one in found.get("properties", {}).items()
    ]


def _meaning(whole: Mapping[str, Any], answer: Mapping[str, Any]) -> SafeString:
    named = answer.get("$ref", "").rpartition("/")[2]
    return line(whole["components"]["responses"][named]["description"] if named else answer["description"])
