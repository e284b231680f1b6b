"""Calls written down as history: for the demo."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.leads.models import Verdict
from dueto.apps.telephone.models import Call, CallTask


def near_with_number(definition: str, *, limit: int, but: int) -> list[int]:
    """Return who is nearest to qualifying and can be called, without the first `but` of the queue of questions."""
    near = Verdict.objects.filter(definition=definition, standing="not_yet").order_by("-rank", "-id")
    people = list(near.values_list("person_id", "person__card__phone")[: but + limit * 3])
    return [pk for pk, phone in people[but:] if phone][:limit]


def was_called(task_id: int, *, by: int, result: str, at: datetime, due_at: datetime | None = None) -> None:
    """Note a call that was made; with `due_at` it rings again then, without it has ended."""
    task = CallTask.objects.get(pk=task_id)
    Call.objects.create(task=task, by_id=by, result=result, asked=len(task.questions), made_at=at)
    task.tries += 1
    if due_at is None:
        task.ended_at, task.end = at, result
    task.due_at = due_at or task.due_at
    task.save(update_fields=["tries", "due_at", "ended_at", "end"])
