"""The lists that a member keeps, and those that others share."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from dueto.apps.leads.models import FirstView, SavedView


@dataclass(frozen=True, slots=True)
class View:
    """One saved view. `is_first`: the member's list opens with it; `by` is whose it is, if it is somebody else's."""

    id: int
    name: str
    conditions: str
    is_shared: bool
    is_own: bool
    is_first: bool
    by: str


def views_for(member_id: int, *, limit: int = 30) -> list[View]:
    """Return the member's own views and those that others share, by name. Two queries."""
    first = first_view(member_id)
    rows = SavedView.objects.filter(Q(owner=member_id) | Q(is_shared=True, owner__is_active=True))
    return [
        View(
            row.pk, row.name, row.conditions, row.is_shared, row.owner_id == member_id, row.pk == first,
            "" if row.owner_id == member_id else row.owner.name,
        )
        for row in rows.select_related("owner").order_by("name", "pk")[:limit]
    ]  # fmt: skip


def first_view(member_id: int) -> int | None:
    """Return the view with which the member's list opens. One query."""
    return FirstView.objects.filter(member=member_id).values_list("view", flat=True).first()
