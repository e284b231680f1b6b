"""What is wrong with a field of a form, in sentences of the house; Django's own are in its own languages and words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField

from dueto.domain.basics.message import Message, say

REQUIRED = say("This is needed.")
UNREADABLE = say("This cannot be read; see the example.")
CHOOSE = say("Choose one of those shown.")
ADDRESS = say("This is no e-mail address.")
KNOWN = {
    "required": REQUIRED,
    "invalid": UNREADABLE,
    "invalid_choice": CHOOSE,
    "invalid_list": CHOOSE,
    "invalid_date": UNREADABLE,
    "invalid_time": UNREADABLE,
    "invalid_datetime": UNREADABLE,
}


def problems(field: BoundField) -> list[Message | str]:
    """Return what is wrong with a field, ready to be said."""
    return [_said(error, field) for error in field.errors.as_data()]


def _said(error: ValidationError, field: BoundField) -> Message | str:
    words: Any = error.message
    if isinstance(words, Message):
        return words
    gaps = error.params or {}
    match error.code:
        case "invalid" if field.widget_type == "email":
            return ADDRESS
        case "max_length":
            return say("At most {limit} characters; here are {n}.", limit=gaps["limit_value"], n=gaps["show_value"])
        case "min_length":
            return say("At least {limit} characters; here are {n}.", limit=gaps["limit_value"], n=gaps["show_value"])
        case "max_value":
            return say("At most {limit}.", limit=gaps["limit_value"])
        case "min_value":
            return say("At least {limit}.", limit=gaps["limit_value"])
        case _:
            return KNOWN.get(error.code or "") or " ".join(error.messages)
