"""Which questions somebody works through, and where they are in the queue: it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dueto.apps.agreements.queries import InForce
from dueto.apps.leads.addressed import parts
from dueto.apps.leads.queries.filters import Filters
from dueto.apps.leads.queries.nearest import Queue, Wanted
from dueto.apps.leads.traits import LACKS, askable, key_of
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import say
from dueto.domain.conditions.fields import Field
from dueto.web.addresses import ONE_DATUM
from dueto.web.people.words import label

MOST_TABS = 6


@dataclass(frozen=True, slots=True)
class Asking:
    """What the address names: a definition (none: the first), one datum, the own ones, the question after a place, one
    person."""

    definition: str = ""
    datum: str = ""
    is_mine: bool = False
    after: str = ""
    person_id: int | None = None

    def wanted(self, member_id: int) -> Wanted:
        """Return which questions the queue holds."""
        return Wanted(self.datum, member_id if self.is_mine else None)

    def definition_in(self, agreement: Agreement) -> Definition:
        """Return the definition whose questions these are; one that is no longer in the agreement is the first."""
        named = [one for one in agreement.definitions if one.name == self.definition]
        return named[0] if named else agreement.definition()

    def url(self, **changed: Any) -> str:
        """Return the address of these questions, or of others; the place is left out unless it is given."""
        one = replace(self, **{"after": "", "person_id": None, **changed})
        named = {
            "definition": one.definition,
            "datum": one.datum,
            "whose": "mine" if one.is_mine else "",
            "after": one.after,
        }
        asked = urlencode({name: value for name, value in named.items() if value})
        return f"{ONE_DATUM}?{asked}" if asked else ONE_DATUM


def asking_in(values: Mapping[str, str]) -> Asking:
    """Return what an address or a form names; what it cannot name is left out."""
    person = values.get("person", "")
    return Asking(
        definition=values.get("definition", "")[:120],
        datum=values.get("datum", "")[:60],
        is_mine=values.get("whose") == "mine",
        after=values.get("after", "")[:40],
        person_id=int(person) if person.isascii() and person.isdigit() and len(person) < 19 else None,
    )


def tabs(asking: Asking) -> list[dict[str, Any]]:
    """Return whose questions can be looked at."""
    return [
        {"label": say("Everybody's"), "url": asking.url(is_mine=False), "is_current": not asking.is_mine},
        {"label": say("Mine"), "url": asking.url(is_mine=True), "is_current": asking.is_mine},
    ]


def definitions(asking: Asking, agreement: Agreement) -> list[dict[str, Any]]:
    """Return under which definition questions can be looked at; nothing where there is but one."""
    if len(agreement.definitions) < 2:
        return []
    current = asking.definition_in(agreement)
    return [
        {"label": Folded(one.name), "url": asking.url(definition=one.name, datum=""), "is_current": one is current}
        for one in agreement.definitions
    ]


def by_datum(asking: Asking, queue: Queue, *, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the datum that is asked for, to take away, or those that can be chosen, the most wanted first."""
    if asking.datum:
        chosen = {"label": label(asking.datum, fields=fields), "remove_url": asking.url(datum="")}
        return {"chosen": [chosen], "more": []}
    if len(queue.by_datum) < 2:
        return {"chosen": [], "more": []}
    more = [
        {"label": say("{field} ({n})", field=label(name, fields=fields), n=n), "url": asking.url(datum=name)}
        for name, n in queue.by_datum[:MOST_TABS]
    ]
    return {"chosen": [], "more": more}


def calls_url(asking: Asking, version: InForce, definition: str) -> str:
    """Return where calls are planned to everybody in this queue; empty where no list holds just them."""
    lacks = key_of(LACKS, definition, asking.datum) if asking.datum else ""
    if asking.is_mine or (lacks and lacks not in askable(version)):
        return ""
    names = [one.name for one in version.agreement.definitions]
    asked = Filters(definition, kind="one_datum", traits=(lacks,) if lacks else ())
    return f"/prospects/selection/?{urlencode([*parts(asked, definitions=names), ('of', 'all')])}#calls"
