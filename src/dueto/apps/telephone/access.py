"""The only way to get a planned call that a member may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.base.models import present
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right
from dueto.apps.telephone.models import CallTask

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchCall(NoSuch):
    """There is no such planned call, or not for this member."""


def call_for(member: Member | AnonymousUser, task_id: int, *, right: Right = Right.WORK_BASE) -> CallTask:
    """Return the planned call with its person, if this member has `right`. One query."""
    require(member, right)
    found = CallTask.objects.select_related(
        "person__card", "person__company__owner", "person__origin", "member", "made_by", "because"
    ).filter(present("person__"), pk=task_id)  # fmt: skip
    task = found.first()
    if task is None:
        raise NoSuchCall(task_id)
    return task
