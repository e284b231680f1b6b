"""A list of companies so narrow that an index names every one that it can show: all of them are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from math import inf
from typing import Any, TypeAlias

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from dueto.apps.base.models import Company
from dueto.apps.leads.models import Bearer
from dueto.apps.leads.queries.fewest import fewest
from dueto.apps.leads.queries.firms.filters import COUNTRY, DOMAIN, NAME, RECENT, Asked, running, with_sales
from dueto.apps.leads.queries.firms.places import mark, place_in

NARROW = 1_000
"""One condition that so few companies meet answers the whole list."""
Row: TypeAlias = tuple[tuple[str, float, int], str, int]
"""By what a company is sorted, the place behind it, and which it is."""
PRESENT = Q(people__erased_at=None, people__merged_into=None)


def few(asked: Asked) -> list[int] | None:
    """Return every company that meets the narrowest condition; None if many meet each. At most two queries for each."""
    return [] if asked.trait_ids is None else fewest(_each(asked), most=NARROW)


def _each(asked: Asked) -> Iterator[QuerySet[Any, int]]:
    """Yield, for each condition that has an index, the ids of the companies that meet it."""
    filters, here = asked.filters, Company.objects.filter(merged_into=None).values_list("pk", flat=True)
    for trait in asked.trait_ids or ():
        bearers = Bearer.objects.filter(trait_id=trait, person__company_id__isnull=False)
        yield bearers.values_list("person__company_id", flat=True).distinct()
    if filters.country:
        yield here.filter(country=filters.country)
    if filters.is_customer:
        own = Coalesce("company__merged_into", "company")
        yield running(asked.today).values_list(own, flat=True).distinct()
    if filters.is_with_sales:
        yield with_sales().filter(company__isnull=False).values_list("company_id", flat=True).distinct()
    if filters.owner:
        yield here.filter(owner=filters.owner)
    if filters.is_unowned:
        yield here.filter(owner=None)
    for name in filters.lacks:
        if name in (COUNTRY, DOMAIN):
            yield here.filter(**{name: ""})


def all_among(ids: Iterable[int], asked: Asked) -> list[int]:
    """Return all of these companies that meet the conditions. One query."""
    return list(Company.objects.filter(asked.of_company(), pk__in=list(ids)).values_list("pk", flat=True))


def among(ids: Sequence[int], asked: Asked, *, after: str, size: int) -> tuple[list[int], str]:
    """Return one page of those that meet all conditions, and where the next one begins. One query."""
    order = asked.filters.sorted_by
    rows = sorted(_rows(ids, asked, order))
    if place := place_in(after, order):
        behind = _key(order, key=place.key, acted_at=place.acted_at, pk=place.id)
        rows = [row for row in rows if row[0] > behind]
    page = rows[:size]
    return [row[2] for row in page], page[-1][1] if len(rows) > size and page else ""


def _rows(ids: Sequence[int], asked: Asked, order: str) -> Iterator[Row]:
    shown = Company.objects.filter(asked.of_company(), pk__in=ids)
    if order != RECENT:
        for pk, key in shown.values_list("pk", "key"):
            yield _key(order, key=key, acted_at=None, pk=pk), mark(order, key=key, pk=pk), pk
        return
    acted = shown.annotate(acted=Max("people__last_act_at", filter=PRESENT))
    for pk, at in acted.values_list("pk", "acted"):
        yield _key(order, key="", acted_at=at, pk=pk), mark(order, acted_at=at, pk=pk), pk


def _key(order: str, *, key: str, acted_at: datetime | None, pk: int) -> tuple[str, float, int]:
    """Return by what a company is sorted; where nobody ever acted, behind all others."""
    if order == NAME:
        return key, 0.0, 0
    return "", -acted_at.timestamp() if acted_at else inf, -pk
