"""What somebody did, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from dueto.apps.base.models import Activity
from dueto.domain.qualification.history import Activity as Act
from dueto.domain.qualification.history import Class

ATTRIBUTES = {
    "path": "path", "site": "site", "item": "item", "form": "form", "event_kind": "kind", "status": "status",
    "direction": "direction", "result": "result", "channel": "channel",
}  # fmt: skip
"""What each column is called where a rule asks for it."""


@dataclass(frozen=True, slots=True)
class Done:
    """One act with where it came from and, where it does not score, why not."""

    act: Act
    channel: str
    campaign: str
    reason: str

    @property
    def scores(self) -> bool:
        """Whether a human did it: nothing else scores."""
        return self.act.class_ is Class.HUMAN


def acts_of(person_id: int, *, limit: int, before: tuple[datetime, int] | None = None) -> list[Done]:
    """Return the newest acts, or those before one of them, given by its instant and number. One query."""
    rows = Activity.objects.filter(identity__person_id=person_id).select_related("source")
    if before is not None:
        at, number = before
        rows = rows.filter(occurred_at__lte=at).exclude(occurred_at=at, pk__gte=number)
    return [done(row) for row in rows.order_by("-occurred_at", "-id")[:limit]]


def last_acts(person_ids: Iterable[int]) -> dict[int, Act]:
    """Return the last act of each of these people, a page of them. One query."""
    rows = Activity.objects.filter(
        identity__person_id__in=list(person_ids), occurred_at=F("identity__person__last_act_at")
    ).order_by("id")
    return {row.identity.person_id: act(row) for row in rows.select_related("identity") if row.identity.person_id}


def act(row: Activity) -> Act:
    """Return the act as rules ask for it."""
    given = {name: getattr(row, column) for column, name in ATTRIBUTES.items() if getattr(row, column)}
    return Act(row.pk, row.kind, row.occurred_at, row.known_at, Class(row.classed), given)


def done(row: Activity) -> Done:
    """Return the act with where it came from, which was read with it."""
    source = row.source
    return Done(act(row), source.channel if source else "", source.campaign if source else "", row.reason)
