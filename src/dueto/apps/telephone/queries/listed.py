"""The list of calls: those to be called back now, in the contact's hours, come first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.db.models import Q, QuerySet

from dueto.apps.base.models import present
from dueto.apps.base.queries.acts import act
from dueto.apps.base.queries.who import Who, who
from dueto.apps.telephone.hours import hours_of
from dueto.apps.telephone.models import CallRule, CallTask
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.qualification.history import Activity

MOST_DUE, MOST_LATER = 80, 20


class Turn(IntEnum):
    """Whose turn it is, in the order of the list."""

    BACK = 1
    NOW = 2
    ASLEEP = 3
    LATER = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """One planned call: whom, why, and when; `there` is the contact's own time."""

    id: int
    who: Who
    aim: str
    occasion: str
    because: Activity | None
    questions: tuple[str, ...]
    member: str
    tries: int
    due_at: datetime
    turn: Turn
    there: datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule by which calls are planned."""

    id: int
    occasion: str
    aim: str
    per_day: int
    member: str


def calls(*, agreement: Agreement, as_of: datetime, member_id: int | None) -> list[Listed]:
    """Return the calls to be made: with `member_id` those of one member and of nobody. Two queries."""
    waiting = _waiting(member_id).select_related(
        "person__card", "person__company__owner", "person__origin", "member", "because"
    )
    due = waiting.filter(due_at__lte=as_of).order_by("due_at", "id")[:MOST_DUE]
    later = waiting.filter(due_at__gt=as_of).order_by("due_at", "id")[:MOST_LATER]
    listed = [_listed(task, agreement, as_of) for task in (*due, *later)]
    return sorted(listed, key=lambda one: (one.turn, one.due_at, one.id))


def how_many(*, member_id: int | None) -> int:
    """Return how many calls are planned, those too that the list has no room for. One query."""
    return _waiting(member_id).count()


def planned_for(person_id: int) -> int | None:
    """Return the planned call to somebody, if there is one. One query."""
    return CallTask.objects.filter(person=person_id, ended_at=None).values_list("pk", flat=True).first()


def rules() -> list[Rule]:
    """Return the rules that hold. One query."""
    rows = CallRule.objects.filter(ended_at=None).select_related("member").order_by("id")
    return [Rule(row.pk, row.occasion, row.aim, row.per_day, row.member.name if row.member else "") for row in rows]


def _waiting(member_id: int | None) -> QuerySet[CallTask]:
    waiting = CallTask.objects.filter(present("person__"), ended_at=None)
    return waiting if member_id is None else waiting.filter(Q(member=member_id) | Q(member=None))


def _listed(task: CallTask, agreement: Agreement, as_of: datetime) -> Listed:
    somebody = who(task.person)
    theirs = hours_of(phone=somebody.phone, country=somebody.country, agreement=agreement)
    if task.due_at > as_of:
        turn = Turn.LATER
    elif not theirs.is_working(as_of):
        turn = Turn.ASLEEP
    else:
        turn = Turn.BACK if task.tries else Turn.NOW
    return Listed(
        id=task.pk, who=somebody, aim=task.aim, occasion=task.occasion,
        because=act(task.because) if task.because else None, questions=tuple(task.questions),
        member=task.member.name if task.member else "", tries=task.tries, due_at=task.due_at, turn=turn,
        there=as_of.astimezone(theirs.zone),
    )  # fmt: skip
