"""Where in the JSON of another system each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from dueto.domain.basics.message import Message, say

TALK: Final = frozenset({"sender", "name", "text", "subject", "direction", "result", "occurred_at", "country"})
"""What is taken of a call, a chat or a mail."""
TALKS: Final = frozenset({"call", "whatsapp", "mail"})
"""What comes from another system and is no inquiry."""
LINE: Final = re.compile(r"\s*([a-z][a-z0-9_]{0,59})\s*[:=]\s*(\S.{0,199}?)\s*")
MOST: Final = 60
UNREADABLE: Final = say("Line {n} is not like  email: data.contact.email")
TOO_MANY: Final = say("A mapping has no more than {n} lines.", n=MOST)
TWICE: Final = say("Line {n} names {field} a second time.")
ALLOWED: Final = say("Line {n}: {field} is nothing that can be taken; it can be {fields}.")


class UnableToMap(ValueError):
    """A mapping cannot be read."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


def takeable(takes: str, fields: Iterable[str]) -> frozenset[str]:
    """Return what can be taken of what comes: of an inquiry these fields, and as which form it counts."""
    return TALK if takes in TALKS else frozenset({*fields, "form"})


def mapping_in(text: str, *, allowed: frozenset[str]) -> dict[str, str]:
    """Return a mapping as it was typed, one field a line: `email: data.contact.email`, `form: "contacto"`."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST:
        raise UnableToMap(TOO_MANY)
    mapping: dict[str, str] = {}
    for number, line in lines:
        found = LINE.fullmatch(line)
        if found is None:
            raise UnableToMap(say(UNREADABLE.text, n=number))
        field, path = found.groups()
        if field not in allowed:
            names = ", ".join(sorted(allowed))
            raise UnableToMap(say(ALLOWED.text, n=number, field=field, fields=names))
        if field in mapping:
            raise UnableToMap(say(TWICE.text, n=number, field=field))
        mapping[field] = path
    return mapping


def written(mapping: Mapping[str, str]) -> str:
    """Return a mapping as it is typed."""
    return "\n".join(f"{field}: {path}" for field, path in mapping.items())


def mapped(body: Any, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the values of `body` by field; what is not there, or no single value, is left out."""
    found = {field: _text(_at(body, path)) for field, path in mapping.items()}
    return {field: text for field, text in found.items() if text}


def instant_in(text: str) -> datetime | None:
    """Return an instant that another system wrote: ISO 8601 with a zone, or seconds since 1970."""
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        read = datetime.fromisoformat(text)
        return read.astimezone(UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _at(body: Any, path: str) -> Any:
    if path.startswith('"') and path.endswith('"') and len(path) > 1:
        return path[1:-1]
    here = body
    for step in path.split("."):
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and step.isascii() and step.isdigit() and int(step[:6]) < len(here):
            here = here[int(step[:6])]
        else:
            return None
    return here


def _text(value: Any) -> str:
    match value:
        case bool():
            return "sí" if value else "no"
        case str():
            return value.strip()[:500]
        case int() | float():
            return json.dumps(value)
        case list() if value and all(isinstance(one, str) for one in value):
            return ", ".join(value)[:500]
    return ""
