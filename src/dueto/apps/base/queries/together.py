"""Who is one with whom: people merged into somebody, read together with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from dueto.apps.base.models import Company, Merge, Person
from dueto.apps.base.queries.who import Origin, origin_of


@dataclass(frozen=True, slots=True)
class FirstTouch:
    """Where and when somebody came first, of all who are one with them."""

    origin: Origin | None
    origin_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class United:
    """One merge that stands: who was merged into this person, by whom and when."""

    merge_id: int
    gone_id: int
    kept_id: int
    by: str
    merged_at: datetime


def together(person_ids: Collection[int]) -> QuerySet[Person, int]:
    """Return the ids of these people and of all who were merged into them, as a part of another query."""
    return Person.objects.filter(Q(pk__in=person_ids) | Q(merged_into__in=person_ids)).values_list("pk", flat=True)


def together_firms(company_ids: Collection[int]) -> QuerySet[Company, int]:
    """Return the ids of these companies and of all that turned out to be them, as a part of another query."""
    return Company.objects.filter(Q(pk__in=company_ids) | Q(merged_into__in=company_ids)).values_list("pk", flat=True)


def heads_of(person_ids: Iterable[int]) -> dict[int, int]:
    """Return, for each of these people, whom they turned out to be: mostly themselves. One query."""
    rows = Person.objects.filter(pk__in=list(person_ids))
    return dict(rows.values_list("pk", Coalesce("merged_into", "pk")))


def first_touch(person_id: int) -> FirstTouch:
    """Return the earlier first touch of all who are one with somebody: nothing is overwritten by a merge. One query."""
    people = Person.objects.filter(pk__in=together([person_id])).select_related("origin").order_by("created_at", "id")
    rows = list(people)
    touched = next((one for one in rows if one.origin_id is not None), rows[0])
    return FirstTouch(origin_of(touched.origin), touched.origin_id, rows[0].created_at)


def merges_into(person_id: int) -> list[United]:
    """Return the merges that stand of everybody who is one with somebody, the latest first. One query."""
    rows = Merge.objects.filter(undone_at=None, gone__merged_into=person_id).select_related("by")
    return [
        United(row.pk, row.gone_id, row.kept_id, row.by.name if row.by else "", row.merged_at)
        for row in rows.order_by("-merged_at", "-id")
    ]
