"""The conditions of the list as sentences read them, and the addresses at which they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dueto.adapters.voice import Voice
from dueto.apps.conversations.channel_words import channel_words
from dueto.apps.leads.addressed import parts
from dueto.apps.leads.queries.filters import ALTERNATIVES, HAS, Filters
from dueto.apps.leads.traits import FITS, LACKS, OUT, PERSONA, Askable
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.sentence import sentence as condition_sentence
from dueto.web.people.words import KINDS as KIND_WORDS
from dueto.web.people.words import country_name, labels

LIST = "/prospects/"


@dataclass(frozen=True, slots=True)
class Wording:
    """What it takes to say conditions: the reader's voice, what the agreement asks, and names by id."""

    voice: Voice
    fields: Mapping[str, Field]
    askable: Mapping[str, Askable]
    companies: Mapping[int, str]
    members: Mapping[int, str]
    lists: Mapping[int, str]


def address(filters: Filters, *, definitions: Iterable[str], after: str = "", columns: str = "", at: str = LIST) -> str:
    """Return the address of the list with these conditions; `at` names another page that takes them."""
    said = [*parts(filters, definitions=definitions, columns=columns), *([("after", after)] if after else [])]
    return f"{at}?{urlencode(said)}" if said else f"{at}?all=1"


def sentence(filters: Filters, name: str, *, wording: Wording) -> Message:
    """Return one condition in words: from Peru; sites is at least 20."""
    if name.startswith(HAS):
        keys = name.removeprefix(HAS).split(ALTERNATIVES)
        said: Message = either([trait_sentence(wording.askable[key], wording=wording) for key in keys])
        return said
    match name:
        case "kind":
            return KIND_WORDS[filters.kind]
        case "country":
            names = [country_name(code, voice=wording.voice) for code in filters.country]
            return say("from {country}", country=either(names))
        case "channel":
            return say("came through {origin}", origin=either([channel_words(one) for one in filters.channel]))
        case "campaign":
            return say("by the campaign {campaign}", campaign=either([Folded(one) for one in filters.campaign]))
        case "company":
            return say("of {company}", company=wording.companies.get(filters.company, "—"))
        case "owner":
            return say("looked after by {name}", name=wording.members.get(filters.owner, "—"))
        case "brought_by":
            told = list_word(filters.brought_by, wording.lists.get(filters.brought_by, ""))
            return say("came in with the list «{list}»", list=told)
        case "came":
            return say_many("came within {n} day", "came within {n} days", filters.came)
        case "is_active":
            return say("active this week")
        case _:
            return say("called «{words}»", words=filters.words)


def either(ways: Sequence[Value]) -> Any:
    """Return the ways as one: Peru, Chile or Mexico."""
    said = ways[0]
    for place, way in enumerate(ways[1:], start=2):
        said = say("{one} or {other}", one=said, other=way) if place == len(ways) else say("{one}, {other}", one=said,
                   other=way)  # fmt: skip
    return said


def trait_sentence(one: Askable, *, wording: Wording) -> Message:
    """Return one thing that the agreement asks, as it is true of somebody."""
    if one.words is not None:
        return one.words
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


def list_word(number: int, name: str) -> Value:
    """Return what a list that was brought in is called; its name is kept for a while only."""
    return name if name not in ("", "-") else say("number {n}", n=number)


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
