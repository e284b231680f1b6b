"""The only way to get a hand-off, a return or a notice that a member may see or act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.handoff.models import Handoff, Notice, Return
from dueto.apps.team.access import NoSuch, NotAllowed, require
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchHandoff(NoSuch):
    """There is no hand-off of that number, or not for this member."""


class NoSuchReturn(NoSuch):
    """There is no return of that number, or not for this member."""


class NoSuchNotice(NoSuch):
    """There is no notice of that number for this member."""


def handoff_for(member: Member | AnonymousUser, handoff_id: int, *, right: Right = Right.SEE) -> Handoff:
    """Return the hand-off with lead, person and executive, if this member has `right` on it. One query.

    Executives act on their own, managers on all.
    """
    require(member, right)
    found = (
        Handoff.objects.select_related(
            "lead__person__card",
            "lead__person__company__owner",
            "lead__person__origin",
            "lead__origin",
            "lead__agreement",
            "lead__opportunity",
            "executive",
        )
        .defer("lead__agreement__document")
        .filter(pk=handoff_id, lead__person__erased_at=None)
        .first()
    )
    if found is None:
        raise NoSuchHandoff(handoff_id)
    if right is Right.WORK_LEADS and found.executive_id != member.pk and not may(member, Right.MANAGE):
        raise NotAllowed(say("A colleague has this hand-off: only that colleague or a manager acts on it."))
    return found


def return_for(member: Member | AnonymousUser, return_id: int, *, right: Right = Right.SEE) -> Return:
    """Return what sales gave back, if this member has `right` in the base. One query."""
    require(member, right)
    found = Return.objects.select_related("handoff__lead").filter(pk=return_id).first()
    if found is None:
        raise NoSuchReturn(return_id)
    return found


def notice_for(member: Member | AnonymousUser, notice_id: int) -> Notice:
    """Return the notice if it is for this member. One query."""
    require(member, Right.SEE)
    found = Notice.objects.filter(pk=notice_id).first()
    if found is None or found.member_id != member.pk:
        raise NoSuchNotice(notice_id)
    return found
