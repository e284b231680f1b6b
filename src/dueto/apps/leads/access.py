"""The only way to get a saved view or a piece of bulk work that a member may see or change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from dueto.apps.leads.models import Bulk, SavedView
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right, may

if TYPE_CHECKING:
    from dueto.apps.team.models import Member


class NoSuchView(NoSuch):
    """There is no view of that number, or not for this member."""


class NoSuchBulk(NoSuch):
    """There is no such work, or not for this member."""


def view_for(member: Member, view_id: int, *, to_change: bool = False) -> SavedView:
    """Return a view that this member may open; to change one it is theirs, or they manage and it is shared. A query."""
    require(member, Right.SEE)
    whose = Q(owner=member.pk)
    if not to_change or may(member, Right.MANAGE):
        whose |= Q(is_shared=True)
    view = SavedView.objects.filter(whose, pk=view_id).first()
    if view is None:
        raise NoSuchView(view_id)
    return view


def bulk_for(member: Member, bulk_id: int, *, right: Right = Right.WORK_BASE) -> Bulk:
    """Return work that this member began, or any for whoever manages, if this member has `right`. One query."""
    require(member, right)
    every = Bulk.objects.select_related("owner", "by")
    bulk = (every if may(member, Right.MANAGE) else every.filter(by=member.pk)).filter(pk=bulk_id).first()
    if bulk is None:
        raise NoSuchBulk(bulk_id)
    return bulk
