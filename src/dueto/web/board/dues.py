"""Clocks by name, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dueto.apps.handoff.board.overdue import Due
from dueto.apps.handoff.board.people import Who
from dueto.domain.basics.message import Message, say
from dueto.domain.sla.clock import Standing
from dueto.domain.sla.words import NAMES, in_words
from dueto.web import addresses

TEAMS = {"marketing": say("Marketing"), "sales": say("Sales")}


@dataclass(frozen=True, slots=True)
class Line:
    """What is owed, for whom, by whom, until when, and where it is done."""

    url: str
    who: Who
    what: Message
    side: str
    owner: str
    team: Message
    due_at: datetime
    is_late: bool
    started_at: datetime
    budget: timedelta
    standing: Standing | None
    words: Message | None


def lines_of(dues: Iterable[Due]) -> list[Line]:
    """Return the clocks as lines."""
    return [
        Line(
            url=addresses.handoff(due.handoff_id),
            who=due.who,
            what=NAMES[due.kind],
            side=due.side,
            owner=due.owner,
            team=TEAMS[due.side],
            due_at=due.due_at,
            is_late=due.is_late,
            started_at=due.started_at,
            budget=due.budget,
            standing=due.standing,
            words=in_words(due.standing) if due.standing else None,
        )
        for due in dues
    ]
