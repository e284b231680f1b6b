"""Which companies a list shows, in its order: whatever the size of the base, a bounded part of it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from dueto.apps.base.models import Company, Person, present
from dueto.apps.base.queries.companies import MOST_FOUND, called
from dueto.apps.leads.queries.firms.filters import NEWEST, RECENT, Asked, FirmFilters, asked
from dueto.apps.leads.queries.firms.narrow import all_among, among, few
from dueto.apps.leads.queries.firms.places import Place, mark, place_in

PAGE = 30
WINDOW = 1_000
"""So many companies, in the order of the list, are looked at for one page; the next page goes on behind them."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The companies of one page, where the next one begins (empty: nowhere), and whether all were looked at."""

    company_ids: tuple[int, ...]
    next: str = ""
    looked_at_all: bool = True


def found(filters: FirmFilters, *, as_of: datetime, today: date, after: str = "", size: int = PAGE) -> Found:
    """Return one page in the order of the list. At most four queries, and two for each condition."""
    all_asked = asked(filters, as_of=as_of, today=today)
    if filters.words:
        return _searched(all_asked)
    if filters.narrows and (ids := few(all_asked)) is not None:
        companies, following = among(ids, all_asked, after=after, size=size)
        return Found(tuple(companies), following)
    if filters.sorted_by == RECENT:
        return _recent(all_asked, after=after, size=size)
    return _in_order(all_asked, after=after, size=size)


def pieces(filters: FirmFilters, *, as_of: datetime, today: date) -> Iterator[tuple[int, ...]]:
    """Yield every company that meets the conditions, each once; the newest first."""
    after, told = "", filters if filters.words else replace(filters, order=NEWEST)
    while True:
        page = found(told, as_of=as_of, today=today, after=after, size=AT_ONCE)
        yield page.company_ids
        after = page.next
        if not after:
            return


def _in_order(asked: Asked, *, after: str, size: int) -> Found:
    """Return a page by name, or the newest first."""
    order = asked.filters.sorted_by
    place, newest = place_in(after, order), order == NEWEST
    rows = Company.objects.filter(merged_into=None).order_by("-pk" if newest else "key")
    if place:
        rows = rows.filter(pk__lt=place.id) if newest else rows.filter(key__gt=place.key)
    return _within(rows, asked, size=size)


def _within(
    rows: QuerySet[Company], asked: Asked, *, but: Q | None = None, ids: Sequence[int] = (), size: int
) -> Found:
    """Return a page filled up with those of an ordered list who are meant; where many may not be, a window of it."""
    order, room = asked.filters.sorted_by, size - len(ids)
    whom = asked.of_company() if but is None else asked.of_company() & ~but
    narrows = but is not None or asked.filters.narrows
    shown: list[tuple[int, str]] = []
    for width in _widths(room) if narrows else (0,):
        window = Company.objects.filter(pk__in=rows.values("pk")[:width]) if width else rows
        shown = list(window.filter(whom).order_by(*rows.query.order_by).values_list("pk", "key")[: room + 1])
        if len(shown) > room:
            pk, key = shown[room - 1] if room else (shown[0][0] + 1, "")
            return Found((*ids, *(one[0] for one in shown[:room])), mark(order, key=key, pk=pk))
    every = (*ids, *(one[0] for one in shown))
    last = list(rows.values_list("pk", "key")[WINDOW - 1 : WINDOW + 1]) if narrows else []
    if len(last) < 2:
        return Found(every)
    return Found(every, mark(order, key=last[0][1], pk=last[0][0]), looked_at_all=False)


def _recent(asked: Asked, *, after: str, size: int) -> Found:
    """Return a page by who acted last; behind all of them those where nobody ever did, the newest first."""
    place = place_in(after, RECENT)
    if place and place.acted_at is None:
        return _without_acts(asked, ids=(), before=place.id, size=size)
    people = Person.objects.filter(present(), company__isnull=False).exclude(last_act_at=None)
    people = people.order_by("-last_act_at", "-pk")
    if asked.filters.silent:
        people = people.filter(last_act_at__lte=asked.silent_since)
    if place:
        people = people.filter(last_act_at__lte=place.acted_at).exclude(last_act_at=place.acted_at, pk__gte=place.id)
    acts: list[tuple[int, datetime, int]] = []
    ids: list[int] = []
    for width in (WINDOW // 5, WINDOW):
        acts = list(people.values_list("company_id", "last_act_at", "pk")[: width + 1])  # type: ignore[arg-type]
        last: dict[int, tuple[datetime, int]] = {}
        for company, acted, pk in acts[:width]:
            last.setdefault(company, (acted, pk))
        kept = set(all_among(last, asked)) - (_shown_before(last, place) if place else set())
        ids = [pk for pk in last if pk in kept]
        if len(ids) > size:
            acted, pk = last[ids[size - 1]]
            return Found(tuple(ids[:size]), mark(RECENT, acted_at=acted, pk=pk))
        if len(acts) <= width:
            return _without_acts(asked, ids=ids, before=None, size=size)
    return Found(tuple(ids), mark(RECENT, acted_at=acts[WINDOW - 1][1], pk=acts[WINDOW - 1][2]), looked_at_all=False)


def _without_acts(asked: Asked, *, ids: Sequence[int], before: int | None, size: int) -> Found:
    """Return a page filled up with companies where nobody ever did anything."""
    rows = Company.objects.filter(merged_into=None).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    acted = Person.objects.filter(present(), company_id=OuterRef("pk"), last_act_at__isnull=False)
    return _within(rows, asked, but=Q(Exists(acted)), ids=ids, size=size)


def _shown_before(company_ids: Iterable[int], place: Place) -> set[int]:
    """Return those of these companies where somebody stands before the place, too. One query."""
    before = Q(last_act_at__gt=place.acted_at) | Q(last_act_at=place.acted_at, pk__gte=place.id)
    people = Person.objects.filter(before, present(), company_id__in=list(company_ids))
    return {pk for pk in people.values_list("company_id", flat=True) if pk is not None}


def _widths(room: int) -> Iterator[int]:
    """Yield how many of an ordered list to look at: a few first, since they mostly fill a page."""
    if room < WINDOW // 20:
        yield WINDOW // 5
    yield WINDOW


def _searched(asked: Asked) -> Found:
    """Return those that bear the words, whichever fits best first."""
    fits = called(asked.filters.words)
    kept = set(all_among(fits, asked))
    names = dict(Company.objects.filter(pk__in=kept).values_list("pk", "key"))
    ids = sorted(kept, key=lambda pk: (fits[pk], names[pk], pk))
    return Found(tuple(ids[:MOST_FOUND]), looked_at_all=len(fits) <= MOST_FOUND)
