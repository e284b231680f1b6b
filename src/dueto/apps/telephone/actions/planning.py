"""Planning calls: one, many at once, or taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.models import Person, present
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.telephone.models import CallTask
from dueto.apps.telephone.queries.callees import Candidate, candidates
from dueto.domain.basics.message import Message, say
from dueto.domain.telephone.calling import SAYS, May, Why, best_occasion, may_call
from dueto.domain.telephone.questions import SAYS as UNFIT_SAYS
from dueto.domain.telephone.questions import questions_for, unfit
from dueto.domain.telephone.words import AIMS, Aim, Basis, Occasion

AT_ONCE = 100
"""So many people are planned for in one transaction."""
WITHDRAWN = "withdrawn"


class UnableToPlan(Exception):
    """Why no call is planned; nothing is written then."""

    def __init__(self, says: Message, why: Why | None = None) -> None:
        super().__init__(str(says))
        self.says, self.why = says, why


@dataclass(frozen=True, slots=True)
class Planned:
    """What became of planning: the calls by person, and who is not called, with the reason."""

    tasks: dict[int, int]
    refused: dict[int, Why]

    @property
    def only_refusal(self) -> Message | None:
        """Why nobody is called; None if somebody is."""
        return SAYS[next(iter(self.refused.values()))] if self.refused and not self.tasks else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a call, whoever it goes to: without an occasion that of their newest act."""

    aim: str
    occasion: str = ""
    basis: str = ""
    questions: tuple[str, ...] = ()
    member_id: int | None = None
    due_at: datetime | None = None
    rule_id: int | None = None


def plan(
    *, person_ids: Iterable[int], aim: str, at: datetime, by: int | None, occasion: str = "", basis: str = "",
    questions: Sequence[str] = (), member_id: int | None = None, due_at: datetime | None = None,
    rule_id: int | None = None,
) -> Planned:  # fmt: skip
    """Return the calls planned for these people, and why others are not called.

    Without an `occasion` it is that of their newest act; without `questions` those that the aim asks of each. Raises
    `UnableToPlan` if what is asked cannot be asked of anybody.
    """
    asked = Asked(aim, occasion, basis, tuple(questions), member_id, due_at, rule_id)
    version = in_force(at)
    check(asked, version)
    people = sorted(set(person_ids))
    planned = Planned({}, {})
    for start in range(0, len(people), AT_ONCE):
        _plan(people[start : start + AT_ONCE], asked, version, planned, by=by, at=at)
    return planned


@transaction.atomic
def withdraw(*, task_id: int, by: int, at: datetime) -> None:
    """Take a planned call back; one that has ended stays as it is."""
    task = CallTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    if task.ended_at is None:
        end(task, WITHDRAWN, at=at)
        record(
            Tag.CALL_WITHDRAWN, subject="call", subject_id=task.pk, person_id=task.person_id, by=by, at=at
        )  # fmt: skip


@transaction.atomic
def change(*, task_id: int, by: int, at: datetime, member_id: int | None, due_at: datetime | None = None) -> None:
    """Give a planned call to a colleague, or to whoever is free; with `due_at` at another time."""
    task = CallTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    if task.ended_at is not None:
        raise UnableToPlan(say("this call has ended already"))
    task.member_id = member_id
    task.due_at = due_at or task.due_at
    task.save(update_fields=["member", "due_at"])
    _record(task, by=by, at=at)


def end(task: CallTask, how: str, *, at: datetime) -> None:
    """Note that nobody is called for this any more."""
    task.ended_at, task.end = at, how
    task.save(update_fields=["ended_at", "end"])


def check(asked: Asked, version: InForce | None) -> None:
    """Raise `UnableToPlan` if this cannot be asked of anybody."""
    if asked.aim not in set(Aim):
        raise UnableToPlan(say("choose what the call is for"))
    if asked.occasion and asked.occasion not in set(Occasion):
        raise UnableToPlan(SAYS[Why.NO_BASIS], Why.NO_BASIS)
    if asked.basis and asked.basis not in set(Basis):
        raise UnableToPlan(SAYS[Why.NO_BASIS], Why.NO_BASIS)
    if version is None:
        raise UnableToPlan(say("no agreement is in force; nobody can be qualified"))
    if (why := unfit(asked.questions, fields=version.agreement.fields)) is not None:
        raise UnableToPlan(UNFIT_SAYS[why])


@transaction.atomic
def _plan(
    people: Sequence[int], asked: Asked, version: InForce | None, planned: Planned, *, by: int | None, at: datetime
) -> None:
    """Plan for some people, each once: their rows are locked in the order of their ids."""
    here = list(
        Person.objects.select_for_update().filter(present(), pk__in=people).order_by("pk").values_list("pk", flat=True)
    )
    for person_id, one in candidates(here, version=version, as_of=at).items():
        occasion, answer = answer_about(one, asked, at=at)
        if isinstance(answer, Why):
            planned.refused[person_id] = answer
            continue
        task = _create(person_id, asked, one, answer, occasion, by=by, at=at)
        planned.tasks[person_id] = task.pk
        _record(task, by=by, at=at)


def answer_about(one: Candidate, asked: Asked, *, at: datetime) -> tuple[Occasion, May | Why]:
    """Return on which occasion somebody would be called, and whether they may be."""
    best = Occasion(asked.occasion) if asked.occasion else best_occasion(one.callee.acts, as_of=at)
    occasion = best or Occasion.BASIS
    basis = Basis(asked.basis) if asked.basis else None
    return occasion, may_call(one.callee, occasion=occasion, basis=basis, as_of=at)


def _create(
    person_id: int, asked: Asked, one: Candidate, may: May, occasion: Occasion, *, by: int | None, at: datetime
) -> CallTask:
    return CallTask.objects.create(
        person_id=person_id, aim=asked.aim, occasion=occasion.value,
        because_id=may.because.id if may.because is not None else None,
        basis=asked.basis if occasion is Occasion.BASIS else "",
        questions=list(asked.questions or proposed(one, Aim(asked.aim))), member_id=asked.member_id, made_by_id=by,
        rule_id=asked.rule_id, made_at=at, due_at=asked.due_at or at,
    )  # fmt: skip


def proposed(one: Candidate, aim: Aim) -> tuple[str, ...]:
    """Return the questions that the aim asks of this person."""
    known = one.known
    if known is None:
        return ()
    return questions_for(
        aim, known.definition, missing=known.missing, lacking=known.verdict.lacking, profile=known.profile,
        fields=known.fields,
    )  # fmt: skip


def _record(task: CallTask, *, by: int | None, at: datetime) -> None:
    record(
        Tag.CALL_PLANNED, subject="call", subject_id=task.pk, person_id=task.person_id, by=by, at=at,
        details={"aim": packed(AIMS[Aim(task.aim)]), "occasion": task.occasion, "rule": task.rule_id},
    )  # fmt: skip
