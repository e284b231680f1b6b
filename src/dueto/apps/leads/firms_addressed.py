"""The conditions of a list of companies as addresses carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.http import QueryDict

from dueto.apps.leads.addressed import MOST_TRAITS, number, text
from dueto.apps.leads.queries.firms.filters import HAS, LACKING, LACKS, ORDERS, SILENT, FirmFilters
from dueto.apps.leads.traits import Askable

NAMES: Final = {
    "country": "country", "is_customer": "customer", "is_with_sales": "sales", "silent": "silent", "owner": "owner",
    "is_unowned": "owner", "words": "q",
}  # fmt: skip
"""What each condition is called in an address; nobody looks after a company whose `owner` is `nobody`."""
NOBODY: Final = "nobody"
KEPT: Final = frozenset(NAMES.values()) - {"q"} | {"has", "lacks", "sort"}
"""What of an address a view keeps; what was searched for is not: it may name somebody."""


def filters_in(asked: QueryDict, *, askable: Mapping[str, Askable]) -> FirmFilters:
    """Return the conditions that an address names; what nobody knows is left out."""
    country, order, silent = asked.get("country", "").upper(), asked.get("sort", ""), number(asked.get("silent", ""))
    return FirmFilters(
        country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        traits=tuple(dict.fromkeys(key for key in asked.getlist("has") if key in askable))[:MOST_TRAITS],
        is_customer=asked.get("customer", "") == "1",
        is_with_sales=asked.get("sales", "") == "1",
        silent=silent if silent in SILENT else 0,
        owner=number(asked.get("owner", "")),
        is_unowned=asked.get("owner", "") == NOBODY,
        lacks=tuple(name for name in LACKING if name in asked.getlist("lacks")),
        words=" ".join(text(asked.get("q", "")).split())[:80],
        order=order if order in ORDERS else "",
    )


def parts(filters: FirmFilters) -> Iterator[tuple[str, str]]:
    """Yield what the address of these conditions says, name by name."""
    for name in filters.named():
        if name.startswith(HAS):
            yield "has", name.removeprefix(HAS)
        elif name.startswith(LACKS):
            yield "lacks", name.removeprefix(LACKS)
        elif name == "is_unowned":
            yield "owner", NOBODY
        else:
            value = getattr(filters, name)
            yield NAMES[name], "1" if value is True else str(value)
    if filters.order:
        yield "sort", filters.order
