"""Which people a list shows, in its order: whatever the size of the base, a bounded part of it is looked at.

A list with a condition that few meet is answered whole, from the index of that condition. Any other is read in its
order, a window of people at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import QuerySet

from dueto.apps.base.models import Person
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.leads.models import Verdict
from dueto.apps.leads.queries.filters import ACTIVE, BY_KIND, NEAREST, NEWEST, RECENT, Asked, Filters, asked
from dueto.apps.leads.queries.narrow import all_among, among, brought, few
from dueto.apps.leads.queries.places import mark, place_in

WINDOW = 2_500
"""So many people, in the order of the list, are looked at for one page; the next page goes on behind them."""
MOST_FOUND = 60
"""So many are shown of those whom a search finds."""


@dataclass(frozen=True, slots=True)
class Found:
    """The people of one page, where the next one begins (empty: nowhere), and whether all were looked at."""

    person_ids: tuple[int, ...]
    next: str = ""
    looked_at_all: bool = True


def found(filters: Filters, *, as_of: datetime, after: str, size: int) -> Found:
    """Return one page in the order of the list. At most four queries, and two for each condition."""
    all_asked = asked(filters, as_of=as_of)
    if filters.words:
        return _searched(all_asked)
    if filters.narrows and (ids := few(all_asked)) is not None:
        people, following = among(ids, all_asked, after=after, size=size)
        return Found(tuple(people), following)
    match filters.sorted_by:
        case "nearest":
            return _ranked(all_asked, after=after, size=size)
        case "newest":
            return _newest(all_asked, after=after, size=size)
        case _:
            return _recent(all_asked, after=after, size=size)


def _ranked(asked: Asked, *, after: str, size: int) -> Found:
    filters = asked.filters
    ordered = Verdict.objects.filter(BY_KIND[filters.kind], definition=filters.definition).order_by("-rank", "-id")
    if place := place_in(after, NEAREST):
        rank = int(place.value)
        ordered = ordered.filter(rank__lte=rank).exclude(rank=rank, pk__gte=place.id)
    whom = asked.of_person("person__", pk="person_id", but_kind=True)
    rows: list[tuple[int, int, int]] = []
    for width in _widths(asked, size):
        window = Verdict.objects.filter(pk__in=ordered.values("pk")[:width]) if width else ordered
        rows = list(window.filter(whom).order_by("-rank", "-id").values_list("person_id", "rank", "id")[: size + 1])
        if len(rows) > size:
            break
    ids = tuple(row[0] for row in rows[:size])
    if len(rows) > size:
        return Found(ids, mark(NEAREST, *rows[size - 1][1:]))
    last = list(ordered.values_list("rank", "id")[WINDOW - 1 : WINDOW + 1]) if filters.narrows else []
    return Found(ids, mark(NEAREST, *last[0]), looked_at_all=False) if len(last) == 2 else Found(ids)


def _recent(asked: Asked, *, after: str, size: int) -> Found:
    filters, place = asked.filters, place_in(after, RECENT)
    ids: list[int] = []
    if place is None or place.value:
        acted = Person.objects.exclude(last_act_at=None).order_by("-last_act_at", "-id")
        if filters.is_active:
            acted = acted.filter(last_act_at__gt=asked.as_of - ACTIVE)
        if place:
            at = datetime.fromisoformat(place.value).astimezone(UTC)
            acted = acted.filter(last_act_at__lte=at).exclude(last_act_at=at, pk__gte=place.id)
        rows = _within(acted, asked, size)
        ids = [row[0] for row in rows[:size]]
        if len(rows) > size:
            return Found(tuple(ids), mark(RECENT, rows[size - 1][1], rows[size - 1][0]))
        last = list(acted.values_list("last_act_at", "pk")[WINDOW - 1 : WINDOW + 1]) if filters.narrows else []
        if len(last) == 2:
            return Found(tuple(ids), mark(RECENT, *last[0]), looked_at_all=False)
        if filters.is_active:
            return Found(tuple(ids))
        place = None
    silent = Person.objects.filter(last_act_at=None).order_by("-id")
    return _by_id(silent, asked, order=RECENT, ids=ids, before=place.id if place else None, size=size)


def _newest(asked: Asked, *, after: str, size: int) -> Found:
    place = place_in(after, NEWEST)
    if asked.filters.brought_by:
        return _brought(asked, before=place.id if place else None, size=size)
    return _by_id(
        Person.objects.order_by("-id"), asked, order=NEWEST, ids=[], before=place.id if place else None, size=size
    )


def _brought(asked: Asked, *, before: int | None, size: int) -> Found:
    """Return a page of those whom a long list brought, whoever came last first: read from the index of that list."""
    whom = brought(asked.filters.brought_by)
    if before is not None:
        whom = whom.filter(person_id__lt=before)
    ids: list[int] = []
    for width in _widths(asked, size):
        shown = Person.objects.filter(asked.of_person(), pk__in=whom[:width]).order_by("-pk")
        ids = list(shown.values_list("pk", flat=True)[: size + 1])
        if len(ids) > size:
            return Found(tuple(ids[:size]), mark(NEWEST, None, ids[size - 1]))
    last = list(whom[WINDOW - 1 : WINDOW + 1])
    return Found(tuple(ids), mark(NEWEST, None, last[0]), looked_at_all=False) if len(last) == 2 else Found(tuple(ids))


def _by_id(
    people: QuerySet[Person], asked: Asked, *, order: str, ids: list[int], before: int | None, size: int
) -> Found:
    """Return a page filled up with these people, whoever came last first."""
    if before is not None:
        people = people.filter(pk__lt=before)
    room = size - len(ids)
    more = [row[0] for row in _within(people, asked, room)]
    if len(more) > room:
        return Found((*ids, *more[:room]), mark(order, None, more[room - 1] if room else more[0] + 1))
    last = list(people.values_list("pk", flat=True)[WINDOW - 1 : WINDOW + 1]) if asked.filters.narrows else []
    if len(last) == 2:
        return Found((*ids, *more), mark(order, None, last[0]), looked_at_all=False)
    return Found((*ids, *more))


def _within(ordered: QuerySet[Person], asked: Asked, room: int) -> list[tuple[int, datetime | None]]:
    """Return those of an ordered list who meet the conditions, in its order, one more than there is room for.

    Where many may not meet them, only the first of the list are looked at.
    """
    rows: list[tuple[int, datetime | None]] = []
    for width in _widths(asked, room):
        window = Person.objects.filter(pk__in=ordered.values("pk")[:width]) if width else ordered
        shown = window.filter(asked.of_person()).order_by(*ordered.query.order_by)
        rows = list(shown.values_list("pk", "last_act_at")[: room + 1])
        if len(rows) > room:
            break
    return rows


def _widths(asked: Asked, room: int) -> Iterator[int]:
    """Yield how many of an ordered list to look at: a few first, since they mostly fill a page; 0 is no bound."""
    if not asked.filters.narrows:
        yield 0
        return
    if room < WINDOW // 20:
        yield WINDOW // 10
    yield WINDOW


def _searched(asked: Asked) -> Found:
    """Return those who bear the words somewhere and meet the rest, whoever fits best first."""
    hits = search(asked.filters.words)
    kept = set(all_among(list(hits.person_ids), asked))
    ids = ranked([pk for pk in hits.person_ids if pk in kept], asked.filters.words, most=MOST_FOUND)
    return Found(tuple(ids), looked_at_all=hits.are_all and len(kept) <= MOST_FOUND)
