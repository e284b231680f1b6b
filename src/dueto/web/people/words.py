"""What lists and pages call the verdict, what lacks, a country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dueto.adapters.voice import Voice
from dueto.apps.conversations.channel_words import CHANNELS
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Field

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "qualified": say("Qualified"),
        "one_datum": say("One datum away"),
        "not_yet": say("Not yet"),
        "disqualified": say("Out"),
    }
)

ANSWERS: Mapping[str, Message] = MappingProxyType(
    {
        **dict.fromkeys(("si", "yes", "true", "1"), say("yes")),
        **dict.fromkeys(("no", "false", "0"), say("no")),
        **dict.fromkeys(("retirado", "withdrawn"), say("withdrawn")),
    }
)
"""What is kept of a consent, folded."""
OTHERS: Mapping[str, Message] = MappingProxyType({"past_outcome": say("earlier sale")})
"""What is known and no agreement asks for."""


def verdict_word(kind: str, *, missing: tuple[str, ...], fields: Mapping[str, Field]) -> Message | None:
    """Return the verdict in a word, with the datum where a single one lacks; None before anybody was judged."""
    if kind == "one_datum" and missing:
        return say("One datum away: {field}", field=label(missing[0], fields=fields))
    return KINDS.get(kind)


def lacking(
    kind: str, *, missing: tuple[str, ...], behaviour_short: int, fields: Mapping[str, Field]
) -> Message | None:
    """Return what else lacks, in a few words."""
    if kind != "not_yet":
        return None
    if missing:
        return say("lacks {fields}", fields=labels(missing, fields=fields))
    if behaviour_short:
        return say_many("{n} point short", "{n} points short", behaviour_short)
    return None


def label(name: str, *, fields: Mapping[str, Field]) -> Value:
    """Return the words for a field; the name itself if no version in force knows it."""
    return fields[name].label if name in fields else OTHERS.get(name, name.replace("_", " "))


def labels(names: Iterable[str], *, fields: Mapping[str, Field]) -> tuple[Value, ...]:
    """Return the words for several fields."""
    return tuple(label(name, fields=fields) for name in names)


def country_name(code: str, *, voice: Voice) -> str:
    """Return the country in the reader's language; the code itself if nobody calls it so."""
    return voice.country(code)


def value_words(field: str, written: str, *, voice: Voice) -> Value:
    """Return a value as it is read: what is of our own vocabulary in the reader's language, all else as typed."""
    folded = fold(written)
    match field:
        case "country":
            return country_name(written, voice=voice)
        case "consent":
            return ANSWERS.get(folded, written)
        case "source":
            return CHANNELS.get(folded, written)
        case "campaign" if written == folded:
            return Folded(written)
    return written
