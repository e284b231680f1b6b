"""What the list of prospects shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from dueto.adapters.voice import Voice
from dueto.apps.agreements.queries import in_force
from dueto.apps.leads.queries.filters import Filters
from dueto.apps.leads.queries.found import WINDOW
from dueto.apps.leads.queries.prospects import MOST_COUNTED, PAGE, Prospect, channels, counts, freed, prospects
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field
from dueto.domain.qualification.deeds import deed
from dueto.web.people.words import KINDS, lacking, origin_words, verdict_word
from dueto.web.prospects.conditions import address, countries, filters_in, possible, sentence

FEWEST_MORE = 6
"""So many further conditions stand in the open; the rest is folded away."""


def page(asked: Mapping[str, str], *, as_of: datetime, voice: Voice) -> dict[str, Any]:
    """Return the context of the list for the conditions that an address names."""
    version = in_force(as_of)
    definitions = version.agreement.definitions if version else ()
    names = [definition.name for definition in definitions]
    filters = filters_in(asked, definitions=names)
    found = prospects(filters, as_of=as_of, after=asked.get("after", "")[:80])
    fields = version.agreement.fields if version else STANDARD_FIELDS
    definition = version.agreement.definition(filters.definition) if version and filters.definition else None
    more = list(possible(filters, countries=countries(definition), channels=channels()))
    older = found.next and address(filters, definitions=names, after=found.next)
    return {
        "filters": filters,
        "definitions": [
            {"label": name, "url": address(Filters(name), definitions=names), "is_current": name == filters.definition}
            for name in names
        ] if len(names) > 1 else [],
        "tabs": _tabs(filters, names),
        "chips": [
            {
                "label": sentence(filters, name, voice=voice),
                "remove_url": address(filters.without(name), definitions=names),
            }
            for name in filters.named()
            if name != "kind"
        ],
        "more": [
            {"label": sentence(one, name, voice=voice), "url": address(one, definitions=names)} for name, one in more
        ],
        "rows": [row(one, fields=fields) for one in found.rows],
        "older_url": older,
        "newest_url": address(filters, definitions=names) if asked.get("after") else "",
        "looked_at_all": found.looked_at_all,
        "window": WINDOW,
        "is_first": not asked.get("after"),
        "ways_out": [] if found.rows else _ways_out(filters, names, as_of=as_of, voice=voice),
        "has_agreement": version is not None,
    }  # fmt: skip


def row(one: Prospect, *, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return one person as the component `row` takes them."""
    return {
        "href": f"/people/{one.person_id}/",
        "name": one.name,
        "role": one.role,
        "company": one.company,
        "kind": one.kind,
        "word": verdict_word(one.kind, missing=one.missing, fields=fields),
        "missing": lacking(one.kind, missing=one.missing, behaviour_short=one.behaviour_short, fields=fields),
        "act": deed(one.last_act) if one.last_act else None,
        "origin": origin_words(one.origin),
        "at": one.last_act_at,
        "with_colleague": say("a colleague is with {executive}", executive=one.with_executive)
        if one.with_executive
        else None,
    }


def _tabs(filters: Filters, names: list[str]) -> list[dict[str, Any]]:
    counted = counts(filters.definition)
    everybody = {
        "label": say("Everybody"), "url": address(replace(filters, kind=""), definitions=names),
        "is_current": not filters.kind, "count": None,
    }  # fmt: skip
    return [
        everybody,
        *(
            {
                "label": words, "url": address(replace(filters, kind=kind), definitions=names),
                "is_current": filters.kind == kind, "count": _bounded(counted[kind]),
            }
            for kind, words in KINDS.items()
        ),
    ]  # fmt: skip


def _bounded(count: int) -> int | Message:
    return count if count <= MOST_COUNTED else say("{n}+", n=MOST_COUNTED)


def _ways_out(filters: Filters, names: list[str], *, as_of: datetime, voice: Voice) -> list[dict[str, Any]]:
    """Return what the list would show without each condition, the last one first; ways that lead nowhere are left out.

    Where each of them leads nowhere, the way out is to take all away.
    """
    shown = freed(filters, as_of=as_of)
    ways = [
        {
            "label": say(
                "Without «{condition}»: {people}",
                condition=sentence(filters, name, voice=voice),
                people=_people(shown[name]),
            ),
            "url": address(filters.without(name), definitions=names),
        }
        for name in reversed(list(shown))
        if shown[name]
    ]
    everybody = {
        "label": say("Take all conditions away"),
        "url": address(Filters(filters.definition), definitions=names),
    }
    return ways or ([everybody] if shown else [])


def _people(count: int) -> Message:
    if count >= PAGE:
        return say("{n} or more", n=PAGE)
    return say_many("{n} person", "{n} people", count)
