"""What else the list could ask, in groups, each with how many people it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dueto.apps.conversations.channel_words import channel_words
from dueto.apps.leads.queries.filters import Filters
from dueto.apps.leads.queries.options import Counted, options
from dueto.apps.leads.traits import (
    ANY_OF,
    BUYING,
    CAMPAIGN,
    CHANNEL,
    CONSENT,
    COUNTRY,
    DID,
    FITS,
    LACKS,
    LEAD,
    OF_DEFINITION,
    OUT,
    PERSONA,
    keys_for,
)
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.basics.text import fold
from dueto.web.people.words import country_name
from dueto.web.prospects.conditions import list_word, trait_sentence, with_trait
from dueto.web.prospects.page import Shown, bounded

if TYPE_CHECKING:
    from dueto.web.reader import Request

GROUPS = {
    FITS: say("What the agreement asks"),
    PERSONA: say("Persona"),
    DID: say("What they did"),
    BUYING: say("Stage of buying"),
    LEAD: say("Where they stand with sales"),
    CONSENT: say("What they allow"),
    LACKS: say("What is missing"),
    OUT: say("Why they are out"),
    COUNTRY: say("Country"),
    CHANNEL: say("Origin"),
    CAMPAIGN: say("Campaign"),
    "when": say("When"),
    "owner": say("Who looks after the company"),
    "list": say("Came in with the list"),
}


def more(request: Request, asked: Shown) -> dict[str, Any]:
    """Return every further condition by group, the most people first within those that have no order of their own."""
    filters, askable = asked.filters, asked.wording.askable
    asks = [key for key, one in askable.items() if key not in filters.traits and _concerns(one.kind, key, filters)]
    offered = options(filters, keys=asks, as_of=request.now)
    chosen = {key.partition(".")[0] for key in filters.traits} & ANY_OF
    keys = [key for key in asks if askable[key].kind not in chosen]
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS}
    for key in keys:
        if key in offered.traits:
            says = trait_sentence(askable[key], wording=asked.wording)
            groups[askable[key].kind].append(_one(asked, says, with_trait(filters, key), offered.traits[key]))
    for key, count in offered.widening.items():
        if key in askable and key not in filters.traits and _concerns(askable[key].kind, key, filters):
            says = say("or {condition}", condition=trait_sentence(askable[key], wording=asked.wording))
            groups[askable[key].kind].append(_one(asked, says, with_trait(filters, key), count, is_more=True))
    for name, key, count in _own(offered.widening, filters, asked_already=True):
        says = say("or {condition}", condition=_said(name, key, asked))
        groups[name].append(_one(asked, says, _with(filters, name, key), count, is_more=True))
    for name, key, count in _own(offered.traits, filters):
        groups[name].append(_one(asked, _said(name, key, asked), _with(filters, name, key), count))
    if not filters.is_active:
        groups["when"].append(_one(asked, say("active this week"), replace(filters, is_active=True), offered.active))
    if not filters.came:
        for days, count in offered.came.items():
            says = say_many("came within {n} day", "came within {n} days", days)
            groups["when"].append(_one(asked, says, replace(filters, came=days), count))
    if not filters.owner:
        for pk, name, count in offered.owners:
            groups["owner"].append(_one(asked, name, replace(filters, owner=pk), count))
    if not filters.brought_by:
        for pk, name, count in offered.lists:
            groups["list"].append(_one(asked, list_word(pk, name), replace(filters, brought_by=pk), count))
    return {
        "groups": [{"label": GROUPS[name], "options": some} for name, some in groups.items() if some],
        "list_url": asked.address(),
    }


def _concerns(kind: str, key: str, filters: Filters) -> bool:
    """Return whether a trait is one of the definition that the list shows, or of the person whatever the definition."""
    return kind not in OF_DEFINITION or key.startswith(f"{kind}.{fold(filters.definition)}.")


def _own(
    traits: Mapping[str, Counted], filters: Filters, *, asked_already: bool = False
) -> list[tuple[str, str, Counted]]:
    chosen = {COUNTRY: filters.country, CHANNEL: filters.channel, CAMPAIGN: filters.campaign}
    found = []
    for key, count in traits.items():
        name, _, value = key.partition(".")
        if name in chosen and bool(chosen[name]) == asked_already and key not in keys_for(name, chosen[name]):
            found.append((name, value, count))
    return sorted(found, key=lambda one: (-one[2].people, one[1]))


def _said(name: str, value: str, asked: Shown) -> Value:
    if name == COUNTRY:
        return country_name(value, voice=asked.wording.voice)
    return channel_words(value) if name == CHANNEL else Folded(value)


def _with(filters: Filters, name: str, value: str) -> Filters:
    if name == COUNTRY:
        return replace(filters, country=(*filters.country, value.upper()))
    if name == CHANNEL:
        return replace(filters, channel=(*filters.channel, value))
    return replace(filters, campaign=(*filters.campaign, value))


def _one(
    asked: Shown, says: Value | Message, filters: Filters, count: Counted, *, is_more: bool = False
) -> dict[str, Any]:
    many = bounded(count.people, is_least=count.is_least)
    return {
        "label": says,
        "count": say("+ {n}", n=many) if is_more else many,
        "url": asked.address(filters) if count.people or count.is_least else "",
    }
