"""Pairs that may be one: the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dueto.apps.base.models import Card, Company
from dueto.apps.stewardship.models import Pair
from dueto.apps.team.access import NoSuch

PAGE = 30
MOST_COUNTED = 1000


class NoSuchPair(NoSuch):
    """There is no pair of that number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a pair, or against it: what was compared, how alike, and what that is worth in bits."""

    of: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Two:
    """One pair in the queue."""

    id: int
    kind: str
    low: int
    high: int
    names: tuple[str, str]
    where: tuple[str, str]
    probability: float
    reasons: tuple[Reason, ...]
    state: str
    decided_by: str
    decided_at: datetime | None


def pairs(kind: str, *, state: str = "open", after: str = "", size: int = PAGE) -> tuple[list[Two], str]:
    """Return one page of pairs, the likeliest first, and where the next begins (empty: nowhere). Three queries."""
    rows = Pair.objects.filter(kind=kind, state=state).select_related("decided_by").order_by("-probability", "-id")
    probability, _, pk = after.partition(":")
    if pk.isdigit():
        rows = rows.filter(Q(probability__lt=float(probability)) | Q(probability=float(probability), pk__lt=int(pk)))
    found = list(rows[: size + 1])
    more = f"{found[size - 1].probability!r}:{found[size - 1].pk}" if len(found) > size else ""
    return _two(kind, found[:size]), more


def waiting_pairs(kind: str) -> int:
    """Return how many pairs wait, up to `MOST_COUNTED` + 1. One query over its index."""
    return Pair.objects.filter(kind=kind, state="open").values("pk")[: MOST_COUNTED + 1].count()


def pair_of(pair_id: int) -> Two:
    """Return one pair. Raises `NoSuchPair`."""
    row = Pair.objects.select_related("decided_by").filter(pk=pair_id).first()
    if row is None:
        raise NoSuchPair(pair_id)
    return _two(row.kind, [row])[0]


def next_pair(kind: str, *, but: int = 0) -> int | None:
    """Return the likeliest pair that waits, leaving one out. One query."""
    rows = Pair.objects.filter(kind=kind, state="open").exclude(pk=but).order_by("-probability", "-id")
    return rows.values_list("pk", flat=True).first()


def pairs_with(person_id: int) -> list[int]:
    """Return the open pairs that somebody is one of. One query for each side."""
    rows = Pair.objects.filter(Q(low=person_id) | Q(high=person_id), kind="person", state="open")
    return list(rows.order_by("-probability", "-id").values_list("pk", flat=True)[:3])


def _two(kind: str, rows: list[Pair]) -> list[Two]:
    ids = {one for row in rows for one in (row.low, row.high)}
    if kind == "person":
        cards = Card.objects.filter(person__in=ids).values_list("person", "full_name", "role", "company", "email")
        shown = {pk: (name, " · ".join(part for part in (role, company, email) if part))
                 for pk, name, role, company, email in cards}  # fmt: skip
    else:
        companies = Company.objects.filter(pk__in=ids).values_list("pk", "name", "domain", "country")
        shown = {pk: (name, " · ".join(part for part in (domain, country) if part))
                 for pk, name, domain, country in companies}  # fmt: skip
    nobody = ("", "")
    return [
        Two(
            row.pk, row.kind, row.low, row.high, (shown.get(row.low, nobody)[0], shown.get(row.high, nobody)[0]),
            (shown.get(row.low, nobody)[1], shown.get(row.high, nobody)[1]), row.probability,
            tuple(Reason(one["of"], one["level"], one["weight"]) for one in row.evidence), row.state,
            row.decided_by.name if row.decided_by else "", row.decided_at,
        )
        for row in rows
    ]  # fmt: skip
