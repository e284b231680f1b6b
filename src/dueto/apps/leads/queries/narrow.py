"""A list so narrow that an index names everybody it can show: all of them are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import QuerySet

from dueto.apps.base.models import Identity, Person, present
from dueto.apps.leads.models import Verdict
from dueto.apps.leads.queries.fewest import fewest
from dueto.apps.leads.queries.filters import ACTIVE, BY_KIND, NEAREST, RECENT, Asked, bearers
from dueto.apps.leads.queries.places import mark, place_in

NARROW = 2_000
"""One condition that so few meet answers the whole list."""
Row: TypeAlias = tuple[tuple[float, int], str, int]
"""By what somebody is sorted, the place behind them, and who it is."""


def few(asked: Asked) -> list[int] | None:
    """Return everybody who meets the narrowest condition; None if each is met by many. At most two queries for each."""
    return [] if asked.trait_ids is None else fewest(_each(asked), most=NARROW)


def brought(import_id: int) -> QuerySet[Identity, int]:
    """Return the ids of those to whom a list brought something, each once, whoever came last first, from its index."""
    rows = Identity.objects.filter(batch=import_id, person_id__isnull=False).order_by("-person_id")
    return rows.values_list("person_id", flat=True).distinct()


def _each(asked: Asked) -> Iterator[QuerySet[Any, int]]:
    """Yield, for each condition, the ids of those who meet it, as an index has them."""
    filters = asked.filters
    for traits in asked.trait_ids or ():
        yield bearers(traits).values_list("person_id", flat=True)
    if filters.company:
        yield Person.objects.filter(company_id=filters.company).values_list("pk", flat=True)
    if filters.owner:
        yield Person.objects.filter(company__owner_id=filters.owner).values_list("pk", flat=True)
    if filters.brought_by:
        yield brought(filters.brought_by)
    if filters.came:
        since = asked.as_of - timedelta(days=filters.came)
        yield Person.objects.filter(present(), created_at__gt=since).values_list("pk", flat=True)
    if filters.is_active:
        yield Person.objects.filter(last_act_at__gt=asked.as_of - ACTIVE).values_list("pk", flat=True)
    if filters.kind:
        verdicts = Verdict.objects.filter(BY_KIND[filters.kind], definition=filters.definition)
        yield verdicts.values_list("person_id", flat=True)


def among(ids: list[int], asked: Asked, *, after: str, size: int) -> tuple[list[int], str]:
    """Return one page of those of `ids` who meet all conditions, and where the next one begins. One query."""
    order = asked.filters.sorted_by
    rows = sorted(_rows(ids, asked))
    if place := place_in(after, order):
        behind = _key(order, _value(order, place.value), place.id)
        rows = [row for row in rows if row[0] > behind]
    page = rows[:size]
    return [row[2] for row in page], page[-1][1] if len(rows) > size and page else ""


def all_among(ids: list[int], asked: Asked) -> list[int]:
    """Return all of `ids` who meet the conditions. One query."""
    return list(Person.objects.filter(asked.of_person(), pk__in=ids).values_list("pk", flat=True))


def _rows(ids: list[int], asked: Asked) -> list[Row]:
    order, filters = asked.filters.sorted_by, asked.filters
    if order == NEAREST:
        verdicts = Verdict.objects.filter(
            BY_KIND[filters.kind], asked.of_person("person__", pk="person_id", but_kind=True),
            definition=filters.definition, person_id__in=ids,
        )  # fmt: skip
        return [
            (_key(order, rank, pk), mark(order, rank, pk), person)
            for person, rank, pk in verdicts.values_list("person_id", "rank", "pk")
        ]
    people = Person.objects.filter(asked.of_person(), pk__in=ids).values_list("pk", "last_act_at")
    if order == RECENT:
        return [(_key(order, acted, pk), mark(order, acted, pk), pk) for pk, acted in people]
    return [(_key(order, None, pk), mark(order, None, pk), pk) for pk, _ in people]


def _key(order: str, value: datetime | int | None, pk: int) -> tuple[float, int]:
    if isinstance(value, datetime):
        return -value.timestamp(), -pk
    return (float("inf") if order == RECENT else -float(value or 0)), -pk


def _value(order: str, text: str) -> datetime | int | None:
    if not text:
        return None
    return datetime.fromisoformat(text) if order == RECENT else int(text)
