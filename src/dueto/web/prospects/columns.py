"""What else a list can show of each person, as its reader chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dueto.domain.basics.message import Message, Value, say
from dueto.web.channels import origin_words
from dueto.web.people.words import country_name, label

if TYPE_CHECKING:
    from dueto.adapters.voice import Voice
    from dueto.apps.leads.queries.prospects import Prospect
    from dueto.domain.conditions.fields import Field

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


KNOWN_OTHERWISE: Final = frozenset(COLUMNS) | {"name", "role", "company", "campaign", "source", "consent"}
"""Fields that a list shows in another way, or not at all."""


def told_labels(fields: Mapping[str, Field]) -> dict[str, Value]:
    """Return the data of the agreement that a list can show besides: what is nobody's secret."""
    told = [name for name, field in fields.items() if not field.personal and name not in KNOWN_OTHERWISE]
    return {name: label(name, fields=fields) for name in told}


def labels_of(fields: Mapping[str, Field]) -> dict[str, Value]:
    """Return what every column is called: those of the list, then the data of the agreement."""
    return {**COLUMNS, **told_labels(fields)}


def columns_in(texts: Iterable[str], *, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the columns that an address names, one by one or with commas, in the order of the list."""
    asked = {name for text in texts for name in text[:1000].split(",")}
    return tuple(name for name in labels_of(fields) if name in asked)


def cells(
    one: Prospect, columns: Iterable[str], *, fields: Mapping[str, Field], told: Mapping[str, str], voice: Voice
) -> list[dict[str, Value]]:
    """Return what the columns say of one person, `told` what the data do; what is not known is left out."""
    named = labels_of(fields)
    values: dict[str, Value | None] = {
        **told,
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
        {"label": named[name], "value": value}
        for name in columns
        if (value := values.get(name)) is not None and value != ""
    ]
