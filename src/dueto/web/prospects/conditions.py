"""The conditions of the list as addresses carry them and as sentences read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from dueto.adapters.voice import Voice
from dueto.apps.leads.queries.filters import KINDS, Filters
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.condition import atoms_of
from dueto.web.people.words import KINDS as KIND_WORDS
from dueto.web.people.words import country_name

NAMES = {
    "definition": "definition", "kind": "verdict", "country": "country", "channel": "origin", "is_active": "active",
    "words": "q",
}  # fmt: skip
"""What each condition is called in an address."""
LONGEST = 80


def filters_in(asked: Mapping[str, str], *, definitions: Iterable[str]) -> Filters:
    """Return the conditions that an address names; what nobody knows is left out."""
    known = list(definitions)
    kind, country = asked.get("verdict", ""), asked.get("country", "").upper()
    definition = asked.get("definition", "")
    return Filters(
        definition=definition if definition in known else (known[0] if known else ""),
        kind=kind if kind in KINDS else "",
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        channel=asked.get("origin", "").replace("\x00", "")[:LONGEST],
        is_active=asked.get("active", "") == "1",
        words=" ".join(asked.get("q", "").replace("\x00", "").split())[:LONGEST],
    )


def address(filters: Filters, *, definitions: Iterable[str], after: str = "") -> str:
    """Return the address of the list with these conditions."""
    first = next(iter(definitions), "")
    parts: dict[str, Any] = {NAMES[name]: getattr(filters, name) for name in filters.named()}
    if filters.is_active:
        parts["active"] = "1"
    if filters.definition != first:
        parts["definition"] = filters.definition
    if after:
        parts["after"] = after
    return f"/prospects/?{urlencode(parts)}" if parts else "/prospects/"


def sentence(filters: Filters, name: str, *, voice: Voice) -> Message:
    """Return one condition in words: from Peru."""
    match name:
        case "kind":
            return KIND_WORDS[filters.kind]
        case "country":
            return say("from {country}", country=country_name(filters.country, voice=voice))
        case "channel":
            return say("came through {origin}", origin=Folded(filters.channel))
        case "is_active":
            return say("active this week")
        case _:
            return say("called «{words}»", words=filters.words)


def countries(definition: Definition | None) -> tuple[str, ...]:
    """Return the countries that the definition speaks of, as codes."""
    if definition is None:
        return ()
    named = [atom.operand for when in definition.conditions() for atom in atoms_of(when) if atom.field == "country"]
    codes = [code for value in named for code in (value if isinstance(value, tuple) else (value,))]
    return tuple(dict.fromkeys(str(code).upper() for code in codes if len(str(code)) == 2))


def possible(filters: Filters, *, countries: Iterable[str], channels: Iterable[str]) -> Iterable[tuple[str, Filters]]:
    """Yield what else could be asked: the name of the condition, and the conditions with it."""
    if not filters.is_active:
        yield "is_active", replace(filters, is_active=True)
    if not filters.country:
        yield from (("country", replace(filters, country=code)) for code in countries)
    if not filters.channel:
        yield from (("channel", replace(filters, channel=name)) for name in channels)
