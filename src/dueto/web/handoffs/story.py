"""What lies behind a hand-off: the points line by line, what they did day by day, what colleagues wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dueto.apps.base.queries.acts import acts_of
from dueto.apps.base.queries.known import notes_of
from dueto.domain.basics.message import Message, Value
from dueto.domain.qualification.deeds import deed
from dueto.domain.qualification.explain import behaviour_line, fit_rule

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from dueto.apps.handoff.queries.passage import Passage

MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum."""

    label: Value
    points: int


@dataclass(frozen=True, slots=True)
class Did:
    """One act of the timeline."""

    at: datetime
    label: Message
    icon: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The acts of one day, the latest first."""

    day: date
    acts: tuple[Did, ...]


def story_of(passage: Passage, *, zone: ZoneInfo) -> dict[str, Any]:
    """Return the sum, the timeline and the notes of one hand-off. Two queries."""
    acts = [
        Did(done.act.occurred_at, deed(done.act), done.act.kind, not done.scores)
        for done in acts_of(passage.who.id, limit=MOST)
    ]
    days = groupby(acts, key=lambda one: one.at.astimezone(zone).date())
    return {
        "sum_lines": sum_of(passage),
        "acts": [Day(day, tuple(some)) for day, some in days],
        "notes": notes_of(passage.who.id, limit=20),
        "on_desk": False,
    }


def sum_of(passage: Passage) -> list[Line]:
    """Return the lines that give or take points; together they are the sum."""
    verdict, fields = passage.case.verdict, passage.case.agreement.fields
    fit = [Line(fit_rule(line.rule, fields=fields), line.points) for line in verdict.fit_lines if line.points]
    return fit + [Line(behaviour_line(line), line.points) for line in verdict.behaviour_lines if line.points]
