"""Customers and what they have bought, by what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Q, QuerySet

from dueto.apps.base.models import Contract
from dueto.apps.base.queries.together import together_firms

PAGE: Final = 30
SOON: Final = timedelta(days=90)
MOST_COUNTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Bought:
    """One contract."""

    id: int
    company_id: int
    company: str
    owner: str
    product: str
    amount: Decimal | None
    currency: str
    starts_on: date
    renews_on: date | None
    ends_on: date | None
    changed_at: datetime

    def is_over(self, today: date) -> bool:
        """Return whether it has ended."""
        return self.ends_on is not None and self.ends_on <= today


@dataclass(frozen=True, slots=True)
class Page:
    """One page of contracts by what comes next. `next` is behind which mark the following one begins."""

    rows: tuple[Bought, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many contracts run, and how many of them are renewed or end within 90 days; up to `MOST_COUNTED` + 1."""

    running: int
    soon: int


def contracts_of(company_id: int) -> list[Bought]:
    """Return the contracts of a company and of all that turned out to be it, the latest first. One query."""
    own = _rows().filter(company__in=together_firms([company_id]))
    return [_bought(row) for row in own.order_by("-starts_on", "-id")]


def contract(contract_id: int) -> Bought | None:
    """Return one contract. One query."""
    return next(iter(_bought(row) for row in _rows().filter(pk=contract_id)), None)


def running(*, today: date, owner: int | None = None, after: str = "", size: int = PAGE) -> Page:
    """Return contracts that run, by what comes next; with `owner` those of the companies that a member looks after."""
    rows = _running(today, owner)
    if (place := _place(after)) is not None:
        rows = rows.filter(Q(next_on__gt=place[0]) | Q(next_on=place[0], pk__gt=place[1]))
    found = list(rows.order_by("next_on", "pk")[: size + 1])
    if len(found) <= size:
        return Page(tuple(_bought(row) for row in found))
    last = found[size - 1]
    return Page(tuple(_bought(row) for row in found[:size]), f"{last.next_on.isoformat()}/{last.pk}")


def ahead(*, today: date, owner: int | None = None) -> Ahead:
    """Return how many there are and how many come up soon. Two queries."""
    return Ahead(_many(_running(today, owner)), soon(today=today, owner=owner))


def soon(*, today: date, owner: int | None = None) -> int:
    """Return how many of them are renewed or end within 90 days, up to `MOST_COUNTED` + 1. One query."""
    return _many(_running(today, owner).filter(next_on__lte=today + SOON))


def _many(rows: QuerySet[Contract]) -> int:
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def _running(today: date, owner: int | None) -> QuerySet[Contract]:
    rows = _rows().filter(Q(ends_on=None) | Q(ends_on__gt=today))
    return rows if owner is None else rows.filter(Q(company__owner=owner) | Q(company__merged_into__owner=owner))


def _rows() -> QuerySet[Contract]:
    return Contract.objects.select_related("company__owner", "company__merged_into__owner")


def _bought(row: Contract) -> Bought:
    company = row.company.merged_into or row.company
    return Bought(
        row.pk, company.pk, company.name, company.owner.name if company.owner else "", row.product, row.amount,
        row.currency, row.starts_on, row.renews_on, row.ends_on, row.changed_at,
    )  # fmt: skip


def _place(after: str) -> tuple[date, int] | None:
    day, _, number = after.partition("/")
    try:
        return (date.fromisoformat(day), int(number)) if number.isascii() and number.isdigit() else None
    except ValueError:
        return None
