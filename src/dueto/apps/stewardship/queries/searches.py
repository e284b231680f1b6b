"""Searches for duplicates, and what was merged last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.models import Card, CompanyMerge, Merge, Person
from dueto.apps.stewardship.models import Search


@dataclass(frozen=True, slots=True)
class Seeking:
    """How a search for duplicates goes on, or how the last one ended."""

    is_under_way: bool
    stage: str
    looked_at: int
    found: int
    asked_at: datetime
    ended_at: datetime | None
    failed: bool


def seeking(kind: str) -> Seeking | None:
    """Return the search that is under way, or the last one. One query."""
    row = Search.objects.filter(kind=kind).order_by("-id").first()
    if row is None:
        return None
    return Seeking(
        row.ended_at is None, row.stage, row.looked_at, row.found, row.asked_at, row.ended_at, bool(row.error)
    )


@dataclass(frozen=True, slots=True)
class Latest:
    """A merge that stands, to be looked at again: of people or of companies."""

    merge_id: int
    kind: str
    kept_id: int
    kept: str
    gone: str
    by: str
    merged_at: datetime


def latest_merges(kind: str, *, limit: int = 10) -> list[Latest]:
    """Return the merges that stand, the latest first. One query."""
    if kind == "company":
        merges = CompanyMerge.objects.filter(undone_at=None).select_related("kept", "gone", "by")
        return [
            Latest(row.pk, kind, row.kept_id, row.kept.name, row.gone.name, row.by.name if row.by else "",
                   row.merged_at)
            for row in merges.order_by("-merged_at", "-id")[:limit]
        ]  # fmt: skip
    people = Merge.objects.filter(undone_at=None, gone__erased_at=None)
    return [
        Latest(row.pk, kind, row.gone.head_id, _name(row.kept), "", row.by.name if row.by else "", row.merged_at)
        for row in people.select_related("gone", "kept__card", "by").order_by("-merged_at", "-id")[:limit]
    ]


def _name(person: Person) -> str:
    card: Card | None = getattr(person, "card", None)
    return card.full_name if card else ""
