"""Conditions read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never, cast

from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.condition import All, Any, Atom, Condition, Not
from dueto.domain.conditions.fields import Field

SENTENCES: Mapping[str, Message] = MappingProxyType(
    {
        "is": say("{field} is {value}"),
        "is_not": say("{field} is not {value}"),
        "one_of": say("{field} is one of {value}"),
        "none_of": say("{field} is none of {value}"),
        "contains": say("{field} contains {value}"),
        "contains_any": say("{field} contains one of {value}"),
        "contains_all": say("{field} contains all of {value}"),
        "starts_with": say("{field} starts with {value}"),
        "ends_with": say("{field} ends with {value}"),
        "equals": say("{field} equals {value}"),
        "at_least": say("{field} is at least {value}"),
        "at_most": say("{field} is at most {value}"),
        "more_than": say("{field} is more than {value}"),
        "less_than": say("{field} is less than {value}"),
        "between": say("{field} is from {low} to {high}"),
        "before": say("{field} is before {value}"),
        "after": say("{field} is after {value}"),
        "within_last": say("{field} lies within the last {value} days"),
        "within_next": say("{field} lies within the next {value} days"),
        "includes": say("{field} include {value}"),
        "includes_any": say("{field} include one of {value}"),
        "includes_all": say("{field} include all of {value}"),
    }
)
YES_NO: Mapping[str, tuple[Message, Message]] = MappingProxyType(
    {
        "present": (say("{field} is known"), say("{field} is not known")),
        "free_provider": (say("{field} is of a free provider"), say("{field} is not of a free provider")),
        "disposable": (say("{field} is a throw-away address"), say("{field} is not a throw-away address")),
        "shared_mailbox": (say("{field} is a shared mailbox"), say("{field} is not a shared mailbox")),
    }
)


def sentence(condition: Condition, *, fields: Mapping[str, Field]) -> Message:
    """Return `condition` in words; `fields` gives the words for its fields."""
    match condition:
        case Atom(field, operator, operand):
            label = fields[field].label
            if operator in YES_NO:
                return say(YES_NO[operator][0 if operand else 1].text, field=label)
            if operator == "between":
                low, high = cast(tuple[Value, Value], operand)
                return say(SENTENCES[operator].text, field=label, low=low, high=high)
            return say(SENTENCES[operator].text, field=label, value=cast(Value, operand))
        case All(()):
            return say("always")
        case All(parts):
            return _joined(say("{first} and {rest}"), parts, fields)
        case Any(parts):
            return say("({inner})", inner=_joined(say("{first} or {rest}"), parts, fields))
        case Not(part):
            return say("not ({inner})", inner=sentence(part, fields=fields))
        case _:
            assert_never(condition)


def _joined(joint: Message, parts: tuple[Condition, ...], fields: Mapping[str, Field]) -> Message:
    first = sentence(parts[0], fields=fields)
    if len(parts) == 1:
        return first
    return say(joint.text, first=first, rest=_joined(joint, parts[1:], fields))
