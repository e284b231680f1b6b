"""Planned calls one after the other, for programs that read them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.models import present
from dueto.apps.telephone.models import CallTask


@dataclass(frozen=True, slots=True)
class TaskListed:
    """One planned call."""

    id: int
    person: int
    aim: str
    occasion: str
    questions: list[str]
    member: int | None
    made_at: datetime
    due_at: datetime
    tries: int


def tasks_after(task_id: int, *, limit: int) -> list[TaskListed]:
    """Return the calls that have not ended, by id beyond `task_id`. One query."""
    rows = CallTask.objects.filter(present("person__"), ended_at=None, id__gt=task_id).order_by("id")[:limit]
    return [
        TaskListed(
            row.pk, row.person_id, row.aim, row.occasion, list(row.questions), row.member_id, row.made_at, row.due_at,
            row.tries,
        )
        for row in rows
    ]  # fmt: skip


def is_open_call(task_id: int) -> bool:
    """Return whether there is such a call, and it has not ended."""
    return CallTask.objects.filter(present("person__"), pk=task_id, ended_at=None).exists()
