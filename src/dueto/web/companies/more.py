"""What else the list of companies could ask, in groups, each with how many companies it would leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dueto.apps.leads.queries.firms.filters import FirmFilters
from dueto.apps.leads.queries.firms.options import options
from dueto.apps.leads.queries.options import Counted
from dueto.apps.leads.traits import FITS, PERSONA
from dueto.apps.leads.traits import LACKS as LACKS_TRAIT
from dueto.domain.basics.message import Message, Value, say
from dueto.web.companies.conditions import LACKING, Asked, of_somebody, silence
from dueto.web.people.words import country_name
from dueto.web.prospects.page import bounded

if TYPE_CHECKING:
    from dueto.web.reader import Request

GROUPS = {
    "sales": say("Customers and sales"),
    "silent": say("How long nobody was active"),
    FITS: say("What the agreement asks"),
    PERSONA: say("Who is there"),
    "country": say("Country"),
    "owner": say("Who looks after the company"),
    "lacks": say("What is missing"),
}


def more(request: Request, asked: Asked) -> dict[str, Any]:
    """Return every further condition by group."""
    filters, askable = asked.filters, asked.wording.askable
    keys = [key for key in askable if key not in filters.traits]
    today = request.now.astimezone(request.zone).date()
    offered = options(filters, keys=keys, as_of=request.now, today=today)
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in GROUPS}

    def offer(group: str, says: Value | Message, changed: FirmFilters, count: Counted) -> None:
        url = asked.address(changed) if count.people or count.is_least else ""
        groups[group].append({"label": says, "count": bounded(count.people, is_least=count.is_least), "url": url})

    if not filters.is_customer:
        offer("sales", say("with a contract that runs"), replace(filters, is_customer=True), offered.customers)
    if not filters.is_with_sales:
        offer("sales", say("with sales now"), replace(filters, is_with_sales=True), offered.with_sales)
    for days, count in offered.silent.items():
        if not filters.silent:
            offer("silent", silence(days), replace(filters, silent=days), count)
    for key in (key for key in keys if key in offered.traits):
        one = askable[key]
        group = "lacks" if one.kind == LACKS_TRAIT else one.kind
        with_it = replace(filters, traits=(*filters.traits, key))
        offer(group, of_somebody(one, wording=asked.wording), with_it, offered.traits[key])
    if not filters.country:
        by_count = sorted(offered.countries.items(), key=lambda one: (-one[1].people, one[0]))
        for code, count in by_count:
            offer("country", country_name(code, voice=request.voice), replace(filters, country=code), count)
    if not filters.owner and not filters.is_unowned:
        for pk, name, count in offered.owners:
            offer("owner", name, replace(filters, owner=pk), count)
        offer("owner", say("nobody"), replace(filters, is_unowned=True), offered.unowned)
    for name, words in LACKING.items():
        if name not in filters.lacks and not (name == "country" and filters.country):
            offer("lacks", words, replace(filters, lacks=(*filters.lacks, name)), offered.lacks[name])
    return {
        "groups": [{"label": GROUPS[name], "options": some} for name, some in groups.items() if some],
        "list_url": asked.address(),
    }
