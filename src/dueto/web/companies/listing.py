"""The list of companies: its conditions as sentences, its orders, its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.leads.queries.firms.filters import NAME, NEWEST, ORDERS, PEOPLE, RECENT, FirmFilters
from dueto.apps.leads.queries.firms.found import WINDOW, found
from dueto.apps.leads.queries.firms.options import how_many
from dueto.apps.leads.queries.firms.rows import FirmRow, rows_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.companies.conditions import Asked, asked_in
from dueto.web.companies.more import more
from dueto.web.guard import members, read_only
from dueto.web.people.words import country_name
from dueto.web.prospects.page import bounded

if TYPE_CHECKING:
    from dueto.web.reader import Request

ORDER_WORDS = {
    NAME: say("by name"),
    RECENT: say("where somebody acted last first"),
    NEWEST: say("whichever came last first"),
}


@read_only
@members
def companies(request: Request) -> HttpResponse:
    """Return the list of companies, or the piece of it that changes while somebody types."""
    context = page(request)
    return render(request, "companies/rows.html" if "HX-Request" in request.headers else "companies/list.html", context)


@read_only
@members
def conditions(request: Request) -> HttpResponse:
    """Return what else the list could ask, with counts: a page, or a piece of the list."""
    context = more(request, asked_in(request))
    is_piece = "HX-Request" in request.headers
    return render(request, "prospects/more.html" if is_piece else "companies/conditions.html", context)


def page(request: Request) -> dict[str, Any]:
    """Return the context of the list for the conditions that an address names."""
    asked, after = asked_in(request), request.GET.get("after", "").replace("\x00", "")[:250]
    filters, today = asked.filters, request.now.astimezone(request.zone).date()
    shown = found(filters, as_of=request.now, today=today, after=after)
    return {
        "filters": filters,
        "tabs": _tabs(request, asked),
        "chips": [
            {"label": asked.says(name), "remove_url": asked.address(filters.without(name))} for name in filters.named()
        ],
        "unknown": asked.unknown,
        "conditions_url": asked.address(at="/companies/conditions/"),
        "kept": [(name, value) for name, value in asked.parts() if name != "q"],
        "keep": [(name, value) for name, value in asked.parts() if name != "sort"],
        "query": urlencode(asked.parts()),
        "orders": [
            {"name": name, "label": ORDER_WORDS[name], "is_current": name == filters.sorted_by}
            for name in ORDERS
            if name != RECENT or PEOPLE not in filters.lacks
        ],
        "leaves_out_silent": filters.sorted_by == RECENT,
        "rows": [row(one, request) for one in rows_of(shown.company_ids, today=today)],
        "older_url": shown.next and asked.address(after=shown.next),
        "newest_url": asked.address() if after else "",
        "looked_at_all": shown.looked_at_all,
        "window": WINDOW,
        "is_first": not after,
        "ways_out": [] if shown.company_ids or shown.next or after else _ways_out(request, asked),
        "may_export": may(request.user, Right.WORK_BASE),
    }


def row(one: FirmRow, request: Request) -> dict[str, Any]:
    """Return one company as its row shows it."""
    return {
        "firm": one.firm,
        "country": country_name(one.firm.country, voice=request.voice) if one.firm.country else "",
        "customer": _customer(one),
        "executives": ", ".join(one.executives),
    }


def _customer(one: FirmRow) -> Message | None:
    if one.customer_since is None:
        return None
    if one.renews_on is not None:
        return say("customer, renewed {day}", day=one.renews_on)
    return say("customer since {day}", day=one.customer_since)


def _tabs(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """Return the lists that are asked for every day, one condition each."""
    every = (
        (say("All companies"), FirmFilters()),
        (say("With a contract"), FirmFilters(is_customer=True)),
        (say("With sales now"), FirmFilters(is_with_sales=True)),
        (say("In my care"), FirmFilters(owner=request.user.pk)),
        (say("In nobody's care"), FirmFilters(is_unowned=True)),
    )
    now = replace(asked.filters, order="")
    return [
        {"label": label, "url": asked.address(filters), "is_current": filters == now, "count": None}
        for label, filters in every
    ]


def _ways_out(request: Request, asked: Asked) -> list[dict[str, Any]]:
    """Return what the list would show without each condition, the last one first; else how to take all away."""
    filters, today = asked.filters, request.now.astimezone(request.zone).date()
    names = list(filters.named())
    ways = []
    for name in reversed(names):
        left = how_many(filters.without(name), as_of=request.now, today=today)
        if left.people:
            many = say_many("{n} company", "{n} companies", left.people)
            count: Message | int = many if not left.is_least else bounded(left.people, is_least=True)
            label = say("Without «{condition}»: {people}", condition=asked.says(name), people=count)
            ways.append({"label": label, "url": asked.address(filters.without(name))})
    everything = {"label": say("Take all conditions away"), "url": asked.address(FirmFilters())}
    return ways or ([everything] if names else [])
