"""The goal that both teams share: revenue won in a period, against what the agreement aims at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from dueto.apps.handoff.board.counts import span
from dueto.apps.leads.models import Opportunity
from dueto.domain.commitments.period import Period, period_of

USUAL = "USD"


@dataclass(frozen=True, slots=True)
class Goal:
    """How far it is reached. Amounts in another currency stand beside it: nobody agreed on a rate."""

    period: Period
    currency: str
    target: Decimal | None
    won: Decimal
    wins: int
    others: tuple[tuple[str, Decimal], ...] = ()

    @property
    def percent(self) -> int | None:
        """The whole percent reached; None without a goal."""
        return int(self.won * 100 / self.target) if self.target else None

    @property
    def left(self) -> Decimal:
        """What is still to be won."""
        return max(Decimal(0), (self.target or Decimal(0)) - self.won)


def goal(record: Mapping[str, Any], *, month: Period, as_of: datetime) -> Goal:
    """Return how the goal stands at `as_of`: that of the agreement, or only what was won in the month."""
    agreed: Mapping[str, Any] = next((one for one in record.get("goals", ()) if "revenue" in one), {})
    per = agreed.get("per", "month")
    period = month if per == "month" else period_of(per, as_of=as_of, zone=month.zone)
    target = Decimal(str(agreed["revenue"])) if agreed else None
    won = {
        currency: (amount or Decimal(0), wins)
        for currency, amount, wins in won_in(period, as_of=as_of)
        .values("currency")
        .annotate(amount=Sum("amount"), wins=Count("id"))
        .values_list("currency", "amount", "wins")
    }
    currency = agreed.get("currency") or max(won, key=lambda name: won[name][1], default=USUAL)
    others = tuple(sorted((name, amount) for name, (amount, _) in won.items() if name != currency and amount))
    amount, _ = won.get(currency, (Decimal(0), 0))
    return Goal(period, currency, target, amount, sum(wins for _, wins in won.values()), others)


def won_in(period: Period, *, as_of: datetime) -> QuerySet[Opportunity]:
    """Return the sales won in the period. The closed ones are named as in their index, or SQLite would not use it."""
    closed = Opportunity.objects.exclude(closed_at=None).filter(closed_at__range=span(period, as_of=as_of))
    return closed.filter(lead__end="won")
