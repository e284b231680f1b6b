"""How privacy stands: what waits, what was done, how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from dueto.apps.base.models import Card
from dueto.apps.privacy.actions.rules import RULES, Rule
from dueto.apps.privacy.models import Erasure, Request, Retention


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request that waits for an answer."""

    person_id: int
    name: str
    kind: str
    source: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """How many people were forgotten, when last, and how many of them still wait for the files to be scrubbed."""

    people: int
    last_at: datetime | None
    unscrubbed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One rule as it stands."""

    kind: str
    rule: Rule
    days: int
    is_on: bool
    swept_at: datetime | None


def waiting(*, limit: int = 100) -> list[Waiting]:
    """Return the requests that wait, the oldest first. Two queries."""
    rows = list(Request.objects.filter(answered_at=None).order_by("asked_at", "id")[:limit])
    names = dict(Card.objects.filter(person__in=[row.person_id for row in rows]).values_list("person_id", "full_name"))
    return [Waiting(row.person_id, names.get(row.person_id, ""), row.kind, row.source, row.asked_at) for row in rows]


def requests_of(person_id: int) -> list[Request]:
    """Return what somebody asked of us, the newest first. One query."""
    return list(Request.objects.filter(person_id=person_id).order_by("-asked_at", "-id")[:50])


def erased() -> Erased:
    """Return the erasures in numbers. One query."""
    told = Erasure.objects.aggregate(people=Count("id"), last=Max("erased_at"),
                                     left=Count("id", filter=Q(scrubbed_at=None)))  # fmt: skip
    return Erased(told["people"], told["last"], told["left"])


def rules() -> list[Kept]:
    """Return every rule of retention with what was chosen for it. One query."""
    chosen = Retention.objects.in_bulk()
    return [
        Kept(kind, rule, kept.days, kept.is_on, kept.swept_at)
        if (kept := chosen.get(kind))
        else Kept(kind, rule, rule.days, rule.is_on, None)
        for kind, rule in RULES.items()
    ]


def would_go(kind: str, *, days: int, as_of: datetime) -> int:
    """Return how many a rule would do away with now. One query, which may read much."""
    return RULES[kind].found(as_of - timedelta(days=days)).count()
