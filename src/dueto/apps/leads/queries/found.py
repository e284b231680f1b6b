"""Which people a list shows, in its order: whatever the size of the base, a bounded part of it is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dueto.apps.base.models import Person
from dueto.apps.base.queries.search import ranked, search
from dueto.apps.leads.models import Verdict
from dueto.apps.leads.queries.filters import ACTIVE, BY_KIND, Filters

WINDOW = 10_000
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
    """Return one page: by rank where a verdict is asked for, else whoever acted last first. At most three queries."""
    if filters.words:
        return _searched(filters, as_of=as_of)
    if filters.kind:
        return _ranked(filters, as_of=as_of, after=after, size=size)
    return _recent(filters, as_of=as_of, after=after, size=size)


def _ranked(filters: Filters, *, as_of: datetime, after: str, size: int) -> Found:
    ordered = Verdict.objects.filter(BY_KIND[filters.kind], definition=filters.definition).order_by("-rank", "-id")
    if place := _place(after, "r"):
        rank, pk = int(place[0]), place[1]
        ordered = ordered.filter(rank__lte=rank).exclude(rank=rank, pk__gte=pk)
    window = Verdict.objects.filter(pk__in=ordered.values("pk")[:WINDOW]) if filters.narrows else ordered
    asked = _on(filters.on_person(as_of=as_of), "person__")
    rows = list(window.filter(asked).order_by("-rank", "-id").values_list("person_id", "rank", "id")[: size + 1])
    if len(rows) > size:
        return Found(tuple(row[0] for row in rows[:size]), f"r:{rows[size - 1][1]}:{rows[size - 1][2]}")
    ids = tuple(row[0] for row in rows)
    last = list(ordered.values_list("rank", "id")[WINDOW - 1 : WINDOW + 1]) if filters.narrows else []
    return Found(ids, f"r:{last[0][0]}:{last[0][1]}", looked_at_all=False) if len(last) == 2 else Found(ids)


def _recent(filters: Filters, *, as_of: datetime, after: str, size: int) -> Found:
    place = _place(after, "a")
    asked = filters.on_person(as_of=as_of)
    ids: list[int] = []
    if place is None or place[0]:
        acted = Person.objects.exclude(last_act_at=None).order_by("-last_act_at", "-id")
        if filters.is_active:
            acted = acted.filter(last_act_at__gt=as_of - ACTIVE)
        if place:
            at = datetime.fromisoformat(place[0])
            acted = acted.filter(last_act_at__lte=at).exclude(last_act_at=at, pk__gte=place[1])
        window = _within(acted) if filters.narrows else acted
        rows = list(window.filter(asked).values_list("pk", "last_act_at")[: size + 1])
        if len(rows) > size:
            pk, at_last = rows[size - 1]
            return Found(tuple(row[0] for row in rows[:size]), f"a:{at_last.isoformat() if at_last else ''}:{pk}")
        ids = [row[0] for row in rows]
        last = list(acted.values_list("last_act_at", "pk")[WINDOW - 1 : WINDOW + 1]) if filters.narrows else []
        if len(last) == 2 and last[0][0]:
            return Found(tuple(ids), f"a:{last[0][0].isoformat()}:{last[0][1]}", looked_at_all=False)
        if filters.is_active:
            return Found(tuple(ids))
        place = None
    return _silent(filters, asked, ids=ids, before=place[1] if place else None, size=size)


def _silent(filters: Filters, asked: Q, *, ids: list[int], before: int | None, size: int) -> Found:
    """Return the rest of a page with those who never did anything, whoever came last first."""
    silent = Person.objects.filter(last_act_at=None).order_by("-id")
    if before is not None:
        silent = silent.filter(pk__lt=before)
    room = size - len(ids)
    window = Person.objects.filter(pk__in=silent.values("pk")[:WINDOW]).order_by("-id") if filters.narrows else silent
    more = list(window.filter(asked).values_list("pk", flat=True)[: room + 1])
    if len(more) > room:
        return Found((*ids, *more[:room]), f"a::{more[room - 1] if room else more[0] + 1}")
    last = list(silent.values_list("pk", flat=True)[WINDOW - 1 : WINDOW + 1]) if filters.narrows else []
    if len(last) == 2:
        return Found((*ids, *more), f"a::{last[0]}", looked_at_all=False)
    return Found((*ids, *more))


def _within(ordered: QuerySet[Person]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=ordered.values("pk")[:WINDOW]).order_by("-last_act_at", "-id")


def _searched(filters: Filters, *, as_of: datetime) -> Found:
    """Return those who bear the words somewhere and meet the rest, whoever fits best first."""
    hits = search(filters.words)
    asked = filters.on_person(as_of=as_of)
    if filters.kind:
        verdicts = Verdict.objects.filter(BY_KIND[filters.kind], definition=filters.definition)
        asked &= Q(pk__in=verdicts.filter(person_id__in=hits.person_ids).values("person_id"))
    kept = set(Person.objects.filter(asked, pk__in=hits.person_ids).values_list("pk", flat=True))
    ids = ranked([pk for pk in hits.person_ids if pk in kept], filters.words, most=MOST_FOUND)
    return Found(tuple(ids), looked_at_all=hits.are_all and len(kept) <= MOST_FOUND)


def _on(asked: Q, prefix: str) -> Q:
    """Return the conditions on a person as conditions on what belongs to one."""
    children: Iterable[tuple[str, object]] = asked.children  # type: ignore[assignment]
    return Q(*((f"{prefix}{name}", value) for name, value in children))


def _place(after: str, order: str) -> tuple[str, int] | None:
    """Return where a page begins, from the mark of the page before; None for the first, or a mark that is none."""
    kind, _, rest = after.partition(":")
    value, _, pk = rest.rpartition(":")
    if kind != order or not (pk.isascii() and pk.isdigit() and len(pk) <= 18):
        return None
    is_known = _is_rank(value) if order == "r" else not value or _is_instant(value)
    return (value, int(pk)) if is_known else None


def _is_rank(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= 9


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
