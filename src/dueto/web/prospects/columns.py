"""What else a list can show of each person, as its reader chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dueto.domain.basics.message import Message, Value, say
from dueto.web.people.words import country_name, origin_words

if TYPE_CHECKING:
    from dueto.adapters.voice import Voice
    from dueto.apps.leads.queries.prospects import Prospect

COLUMNS: Mapping[str, Message] = MappingProxyType(
    {
        "email": say("e-mail"),
        "phone": say("phone"),
        "country": say("country"),
        "fit": say("fit"),
        "behaviour": say("behaviour"),
        "owner": say("looked after by"),
        "came": say("came on"),
        "origin": say("origin"),
    }
)


def columns_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that an address names, one by one or with commas, in the order of the list."""
    asked = {name for text in texts for name in text[:200].split(",")}
    return tuple(name for name in COLUMNS if name in asked)


def cells(one: Prospect, columns: Iterable[str], *, voice: Voice) -> list[dict[str, Value]]:
    """Return what the columns say of one person; what is not known is left out."""
    values: dict[str, Value | None] = {
        "email": one.email,
        "phone": one.phone,
        "country": country_name(one.country, voice=voice) if one.country else "",
        "fit": one.fit,
        "behaviour": one.behaviour,
        "owner": one.owner,
        "came": one.created_at.date(),
        "origin": origin_words(one.origin),
    }
    return [
        {"label": COLUMNS[name], "value": value}
        for name in columns
        if (value := values[name]) is not None and value != ""
    ]
