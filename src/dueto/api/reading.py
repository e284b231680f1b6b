"""What a call says, read so that nothing in it can harm: its kind, its charset, its depth, its characters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from dueto.api.problems import Problem

DEEPEST: Final = 32
UNICODE: Final = frozenset({"utf-8", "utf8", "us-ascii"})
NO_NUMBER: Final = "a number is finite"


class Reading(Parser):
    """Reads bodies and queries for the whole API; raises `Problem` for what cannot be taken."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the JSON of the body."""
        insist_on_json(request)
        return json_of(request.body)

    def parse_querydict(self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest) -> Any:
        """Return the values of a query or a form."""
        read = super().parse_querydict(data, list_fields, request)
        _insist_on_text(read)
        return read


def json_of(body: bytes) -> Any:
    """Return what JSON says: UTF-8, not deep, no name twice in an object, no character that cannot be kept."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Problem(400, "the body is not UTF-8") from None
    try:
        read = json.loads(text, parse_constant=_no_number, object_pairs_hook=_object)
    except RecursionError:
        raise Problem(422, f"the body is nested more than {DEEPEST} deep") from None
    except json.JSONDecodeError as error:
        raise Problem(400, "the body is no JSON", detail=f"line {error.lineno}, column {error.colno}") from None
    except ValueError as error:
        raise Problem(400, "the body is no JSON", detail=str(error)[:80]) from None
    _insist_on_text(read)
    return read


def insist_on_json(request: HttpRequest) -> None:
    """Raise `Problem` unless the body says that it is JSON in UTF-8."""
    kind = (request.content_type or "").lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Problem(415, "the body has to be application/json")
    charset = (request.content_params or {}).get("charset", "utf-8").strip("\"' ").lower()
    if charset not in UNICODE:
        raise Problem(415, "the body has to be UTF-8")


def _insist_on_text(read: Any) -> None:
    """Raise `Problem` where something is too deep, or holds what no database keeps; without recursion."""
    waiting: list[tuple[Any, int]] = [(read, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise Problem(422, f"the body is nested more than {DEEPEST} deep")
        match value:
            case str():
                _insist_on_characters(value)
            case dict():
                for name in value:
                    _insist_on_characters(name)
                waiting += [(inner, depth + 1) for inner in value.values()]
            case list():
                waiting += [(inner, depth + 1) for inner in value]


def _insist_on_characters(text: str) -> None:
    if "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise Problem(422, "a text holds a character that cannot be kept", detail="NUL, or half of a surrogate pair")


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return read


def _no_number(written: str) -> Any:
    raise ValueError(NO_NUMBER)
