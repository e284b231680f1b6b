"""Rosa's calls: some to be called back now, some for the first time, some for later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from dueto.apps.agreements.queries import in_force
from dueto.apps.telephone.actions import plan
from dueto.apps.telephone.seeding import near_with_number, was_called
from dueto.domain.telephone.words import Aim

FIRST, TRIED, CALLS, BACK, LATER = 1, 120, 12, 2, 2
"""Who stands first in the queue is left to be found; so many are called, called back, and called later."""
HOUR: Final = timedelta(hours=1)


def plan_calls(*, rosa: int, launch: datetime) -> None:
    """Plan the calls of the day."""
    version = in_force(launch)
    assert version is not None
    people = near_with_number(version.agreement.definition().name, limit=TRIED, but=FIRST)
    planned: list[int] = []
    for person in people:
        if len(planned) < CALLS:
            aim = Aim.DROP if len(planned) % 4 == 3 else Aim.CONFIRM
            made = plan(person_ids=[person], aim=aim, by=rosa, member_id=rosa, at=launch - HOUR)
            planned += made.tasks.values()
    for task in planned[:BACK]:
        was_called(task, by=rosa, result="no_answer", at=launch - 20 * HOUR, due_at=launch - HOUR)
    for task in planned[BACK : BACK + LATER]:
        was_called(task, by=rosa, result="assistant", at=launch - 2 * HOUR, due_at=launch + 24 * HOUR)
