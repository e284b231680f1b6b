"""The steward's list: what is to be mended, by kind and owner, and how it went week by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from dueto.apps.base.models import Fact, PersonalValue
from dueto.apps.stewardship.findings import KINDS
from dueto.apps.stewardship.models import Item, Pair, Search, Swept, Tally
from dueto.apps.team.access import NoSuch
from dueto.domain.basics.text import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 30
MOST_COUNTED = 1000
WEEKS = 12
MOST_TOLD = 4


class NoSuchItem(NoSuch):
    """There is no item of that number."""


@dataclass(frozen=True, slots=True)
class ToMend:
    """One row of the list."""

    id: int
    kind: str
    person_id: int
    name: str
    company: str
    field: str
    why: str
    owner_id: int | None
    owner: str
    seen_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Week:
    """How much was open at the end of a week, and how much was mended in it."""

    ends_on: date
    open: int
    mended: int


@dataclass(frozen=True, slots=True)
class Told:
    """One value that was said of a datum, by whom or what, and when."""

    written: str
    source: str
    known_at: datetime


def to_mend(
    *, kind: str = "", owner: int | None = None, nobody: bool = False, after: str = "", size: int = PAGE
) -> tuple[list[ToMend], str]:
    """Return one page, what matters most first, and where the next begins (empty: nowhere). One query."""
    rows = _open(kind=kind, owner=owner, nobody=nobody).select_related("person__card", "owner")
    weight, _, pk = after.partition(":")
    if pk.isdigit() and weight.lstrip("-").isdigit():
        rows = rows.filter(Q(weight__lt=int(weight)) | Q(weight=int(weight), pk__lt=int(pk)))
    found = list(rows.order_by("-weight", "-id")[: size + 1])
    more = f"{found[size - 1].weight}:{found[size - 1].pk}" if len(found) > size else ""
    return [_shown(row) for row in found[:size]], more


def told_about(items: Sequence[ToMend]) -> dict[int, tuple[Told, ...]]:
    """Return what was said of the datum of each item, the newest first, each value once. Two queries."""
    people, names = {one.person_id for one in items}, {one.field for one in items if one.field}
    asked = {"identity__person__in": people, "field__in": names}
    personal = PersonalValue.objects.filter(**asked).values_list(
        "identity__person_id", "field", "value", "known_at", "identity_id"
    )
    own = {(identity, field, known_at): value for _, field, value, known_at, identity in personal}
    told: dict[tuple[int | None, str], dict[str, Told]] = defaultdict(dict)
    facts = Fact.objects.filter(**asked).exclude(value=None).order_by("-known_at", "-id")
    for person, field, value, written, source, known_at, identity in facts.values_list(
        "identity__person_id", "field", "value", "written", "source", "known_at", "identity_id"
    ):
        text = own.get((identity, field, known_at)) or written or value or ""
        told[person, field].setdefault(fold(text), Told(text, source, known_at))
    return {one.id: tuple(told[one.person_id, one.field].values())[:MOST_TOLD] for one in items}


def item_of(item_id: int) -> ToMend:
    """Return one item. Raises `NoSuchItem`."""
    row = Item.objects.select_related("person__card", "owner").filter(pk=item_id, person__erased_at=None).first()
    if row is None:
        raise NoSuchItem(item_id)
    return _shown(row)


def sums() -> dict[str, int]:
    """Return how many of each kind are open, up to `MOST_COUNTED` + 1. One query over an index for each."""
    counted = {kind: _open(kind=kind).values("pk")[: MOST_COUNTED + 1].count() for kind in KINDS}
    pairs = Pair.objects.filter(state="open").values("pk")[: MOST_COUNTED + 1].count()
    return {**counted, "duplicate": pairs}


def weeks(*, until: date) -> list[Week]:
    """Return the last weeks, the oldest first: what was open on their last day that is known. One query."""
    since = until - timedelta(weeks=WEEKS)
    by_day: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for day, waiting, mended in Tally.objects.filter(day__gt=since, day__lte=until).values_list(
        "day", "open", "mended"
    ):
        by_day[day][0] += waiting
        by_day[day][1] += mended
    found: dict[date, Week] = {}
    for day in sorted(by_day):
        ends_on = day + timedelta(days=6 - day.weekday())
        before = found.get(ends_on)
        found[ends_on] = Week(ends_on, by_day[day][0], by_day[day][1] + (before.mended if before else 0))
    return list(found.values())


def last_looked() -> datetime | None:
    """Return when everybody was last looked at. One query."""
    return Swept.objects.filter(what="people").values_list("ended_at", flat=True).first()


def last_search(kind: str = "person") -> datetime | None:
    """Return when duplicates were last searched for whole. One query."""
    rows = Search.objects.filter(kind=kind).order_by("-id")
    return rows.values_list("asked_at", flat=True).first()


def _open(*, kind: str = "", owner: int | None = None, nobody: bool = False) -> QuerySet[Item]:
    rows = Item.objects.filter(state="open", person__erased_at=None, person__merged_into=None)
    if kind:
        rows = rows.filter(kind=kind)
    if owner is not None:
        rows = rows.filter(owner=owner)
    return rows.filter(owner=None) if nobody else rows


def _shown(row: Item) -> ToMend:
    card = getattr(row.person, "card", None)
    return ToMend(
        row.pk, row.kind, row.person_id, card.full_name if card else "", card.company if card else "", row.field,
        row.why, row.owner_id, row.owner.name if row.owner else "", row.seen_at, row.state,
    )  # fmt: skip
