"""The conditions of the list as addresses carry them and as sentences read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from dueto.adapters.voice import Voice
from dueto.apps.leads.queries.filters import HAS, KINDS, ORDERS, Filters
from dueto.apps.leads.queries.options import PERIODS
from dueto.apps.leads.traits import FITS, LACKS, OUT, PERSONA, Askable
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.sentence import sentence as condition_sentence
from dueto.web.people.words import KINDS as KIND_WORDS
from dueto.web.people.words import country_name, labels

NAMES = {
    "definition": "definition", "kind": "verdict", "country": "country", "channel": "origin", "campaign": "campaign",
    "company": "company", "owner": "owner", "came": "came", "is_active": "active", "words": "q", "order": "sort",
}  # fmt: skip
"""What each condition is called in an address; a trait is called `has`, as often as there are traits."""
LONGEST = 120
MOST_TRAITS = 8
LIST = "/prospects/"


@dataclass(frozen=True, slots=True)
class Wording:
    """What it takes to say conditions: the reader's voice, what the agreement asks, and names by id."""

    voice: Voice
    fields: Mapping[str, Field]
    askable: Mapping[str, Askable]
    companies: Mapping[int, str]
    members: Mapping[int, str]


def filters_in(asked: QueryDict, *, definitions: Iterable[str], askable: Mapping[str, Askable]) -> Filters:
    """Return the conditions that an address names; what nobody knows is left out."""
    known = list(definitions)
    kind, country, order = asked.get("verdict", ""), asked.get("country", "").upper(), asked.get("sort", "")
    definition, came = asked.get("definition", ""), _number(asked.get("came", ""))
    return Filters(
        definition=definition if definition in known else (known[0] if known else ""),
        kind=kind if kind in KINDS else "",
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        channel=_text(asked.get("origin", "")),
        campaign=_text(asked.get("campaign", "")),
        traits=tuple(dict.fromkeys(key for key in asked.getlist("has") if key in askable))[:MOST_TRAITS],
        company=_number(asked.get("company", "")),
        owner=_number(asked.get("owner", "")),
        came=came if came in PERIODS else 0,
        is_active=asked.get("active", "") == "1",
        words=" ".join(_text(asked.get("q", "")).split())[:80],
        order=order if order in ORDERS else "",
    )


def unknown_in(asked: QueryDict, *, askable: Mapping[str, Askable]) -> int:
    """Return how many conditions an address names that the agreement in force does not have any longer."""
    return sum(key not in askable for key in asked.getlist("has"))


def parts(filters: Filters, *, definitions: Iterable[str], columns: str = "") -> Iterator[tuple[str, str]]:
    """Yield what the address of these conditions says, name by name."""
    if filters.definition != next(iter(definitions), ""):
        yield "definition", filters.definition
    for name in filters.named():
        if name.startswith(HAS):
            yield "has", name.removeprefix(HAS)
        else:
            value = getattr(filters, name)
            yield NAMES[name], "1" if value is True else str(value)
    if filters.order:
        yield "sort", filters.order
    if columns:
        yield "cols", columns


def address(filters: Filters, *, definitions: Iterable[str], after: str = "", columns: str = "", at: str = LIST) -> str:
    """Return the address of the list with these conditions; `at` names another page that takes them."""
    said = [*parts(filters, definitions=definitions, columns=columns), *([("after", after)] if after else [])]
    return f"{at}?{urlencode(said)}" if said else f"{at}?all=1"


def sentence(filters: Filters, name: str, *, wording: Wording) -> Message:
    """Return one condition in words: from Peru; sites is at least 20."""
    if name.startswith(HAS):
        return trait_sentence(wording.askable[name.removeprefix(HAS)], wording=wording)
    match name:
        case "kind":
            return KIND_WORDS[filters.kind]
        case "country":
            return say("from {country}", country=country_name(filters.country, voice=wording.voice))
        case "channel":
            return say("came through {origin}", origin=Folded(filters.channel))
        case "campaign":
            return say("by the campaign {campaign}", campaign=Folded(filters.campaign))
        case "company":
            return say("of {company}", company=wording.companies.get(filters.company, "—"))
        case "owner":
            return say("looked after by {name}", name=wording.members.get(filters.owner, "—"))
        case "came":
            return say_many("came within {n} day", "came within {n} days", filters.came)
        case "is_active":
            return say("active this week")
        case _:
            return say("called «{words}»", words=filters.words)


def trait_sentence(one: Askable, *, wording: Wording) -> Message:
    """Return one thing that the agreement asks, as it is true of somebody."""
    if one.kind == FITS and one.condition is not None:
        return condition_sentence(one.condition, fields=wording.fields)
    if one.kind == PERSONA:
        return say("of the persona {persona}", persona=one.name)
    if one.kind == OUT:
        return say("out: {because}", because=one.name)
    assert one.kind == LACKS
    names: tuple[Value, ...] = labels(one.name.split("|"), fields=wording.fields)
    return say("lacks {fields}", fields=names[0] if len(names) == 1 else say("{one} or {other}", one=names[0],
               other=names[1]))  # fmt: skip


def countries(definition: Definition | None) -> tuple[str, ...]:
    """Return the countries that the definition speaks of, as codes."""
    if definition is None:
        return ()
    named = [atom.operand for when in definition.conditions() for atom in atoms_of(when) if atom.field == "country"]
    codes = [code for value in named for code in (value if isinstance(value, tuple) else (value,))]
    return tuple(dict.fromkeys(str(code).upper() for code in codes if len(str(code)) == 2))


def with_trait(filters: Filters, key: str) -> Filters:
    """Return the conditions with one more."""
    return replace(filters, traits=(*filters.traits, key))


def _text(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0
