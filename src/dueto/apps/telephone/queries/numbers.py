"""How the calls went: reached, answered, qualified, ruled out, for each aim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from dueto.apps.telephone.models import Call

PERIOD = timedelta(days=30)
REACHED = ("talked", "assistant", "later")
MEANT = {
    "called": Q(),
    "reached": Q(result__in=REACHED),
    "qualified": Q(has_crossed=True),
    "dropped": Q(has_dropped=True),
}
"""What each number counts."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the calls of one aim came to in the last thirty days."""

    aim: str
    calls: int
    people: int
    reached: int
    asked: int
    answered: int
    qualified: int
    dropped: int


def numbers(*, as_of: datetime) -> list[Numbers]:
    """Return the numbers of each aim of which there were calls. One query."""
    rows = (
        Call.objects.filter(made_at__gt=as_of - PERIOD, made_at__lte=as_of).values("task__aim").annotate(
            calls=Count("id"), people=Count("task__person", distinct=True),
            reached=Count("task__person", distinct=True, filter=MEANT["reached"]),
            questions=Sum("asked", filter=MEANT["reached"], default=0), answers=Sum("answered", default=0),
            qualified=Count("id", filter=MEANT["qualified"]), dropped=Count("id", filter=MEANT["dropped"]),
        ).order_by("task__aim")
    )  # fmt: skip
    return [
        Numbers(row["task__aim"], row["calls"], row["people"], row["reached"], row["questions"], row["answers"],
                row["qualified"], row["dropped"])
        for row in rows
    ]  # fmt: skip


def people_called(*, aim: str, how: str, as_of: datetime, limit: int = 100) -> list[int]:
    """Return whom a number means, whoever was called last first. One query."""
    rows = Call.objects.filter(MEANT[how], task__aim=aim, made_at__gt=as_of - PERIOD, made_at__lte=as_of)
    people = rows.order_by("-made_at", "-id").values_list("task__person_id", flat=True)[: limit * 3]
    return list(dict.fromkeys(people))[:limit]
