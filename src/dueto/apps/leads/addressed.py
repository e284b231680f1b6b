"""The conditions of a list as addresses carry them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict

from dueto.apps.leads.queries.filters import ALTERNATIVES, HAS, KINDS, ORDERS, Filters
from dueto.apps.leads.queries.options import PERIODS
from dueto.apps.leads.traits import Askable

NAMES = {
    "definition": "definition", "kind": "verdict", "country": "country", "channel": "origin", "campaign": "campaign",
    "company": "company", "owner": "owner", "came": "came", "brought_by": "brought_by",
    "is_active": "active", "words": "q", "order": "sort",
}  # fmt: skip
"""What each condition is called in an address; a trait is called `has`, as often as there are traits."""
LONGEST = 120
MOST_TRAITS = 12
MOST_OF_ONE = 12
KEPT: Final = frozenset(NAMES.values()) - {"q"} | {"has", "cols"}
"""What of an address a view keeps; what was searched for is not: it may name somebody."""


def filters_in(asked: QueryDict, *, definitions: Iterable[str], askable: Mapping[str, Askable]) -> Filters:
    """Return the conditions that an address names; what nobody knows is left out."""
    known = list(definitions)
    kind, order = asked.get("verdict", ""), asked.get("sort", "")
    codes = (code.upper() for code in asked.getlist("country"))
    definition, came = asked.get("definition", ""), number(asked.get("came", ""))
    return Filters(
        definition=definition if definition in known else (known[0] if known else ""),
        kind=kind if kind in KINDS else "",
        country=_several(code for code in codes if len(code) == 2 and code.isascii() and code.isalpha()),
        channel=_several(asked.getlist("origin")),
        campaign=_several(asked.getlist("campaign")),
        traits=tuple(dict.fromkeys(key for key in asked.getlist("has") if key in askable))[:MOST_TRAITS],
        company=number(asked.get("company", "")),
        owner=number(asked.get("owner", "")),
        came=came if came in PERIODS else 0,
        brought_by=number(asked.get("brought_by", "")),
        is_active=asked.get("active", "") == "1",
        words=" ".join(text(asked.get("q", "")).split())[:80],
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
            yield from (("has", key) for key in name.removeprefix(HAS).split(ALTERNATIVES))
        else:
            value = getattr(filters, name)
            values = value if isinstance(value, tuple) else (value,)
            yield from ((NAMES[name], "1" if one is True else str(one)) for one in values)
    if filters.order:
        yield "sort", filters.order
    if columns:
        yield "cols", columns


def kept(written: str) -> str:
    """Return of the conditions of an address those that a view keeps."""
    return urlencode([pair for pair in parse_qsl(written[:3000]) if pair[0] in KEPT])


def text(written: str) -> str:
    """Return what was written without signs that cannot be shown, not too long."""
    return "".join(sign for sign in written if sign.isprintable())[:LONGEST]


def number(written: str) -> int:
    """Return the number that was written, 0 for none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 15 else 0


def _several(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown for one in texts if (shown := text(one))))[:MOST_OF_ONE]
