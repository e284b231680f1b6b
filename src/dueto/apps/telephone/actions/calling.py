"""How a call went: what was learnt is taken down, judged at once, and the next call planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import act, withdraw_consent
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import judge
from dueto.apps.leads.explained import Explained
from dueto.apps.leads.models import Verdict
from dueto.apps.telephone.actions.hearing import UnableToCall, heard
from dueto.apps.telephone.actions.planning import end
from dueto.apps.telephone.models import Call, CallTask
from dueto.apps.telephone.queries.again import again_at
from dueto.apps.telephone.queries.callees import candidates
from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.history import day_of
from dueto.domain.qualification.verdict import Standing
from dueto.domain.telephone.calling import SAYS, Callee, Why, is_elsewhere, is_tried_again
from dueto.domain.telephone.dropping import Drop, drops_of
from dueto.domain.telephone.words import AIMS, Aim, Result

SAID: Mapping[Result, tuple[str, Message]] = {
    Result.TALKED: ("talked", say("they talked")),
    Result.NO_ANSWER: ("no answer", say("nobody answered")),
    Result.LATER: ("later", say("another moment was asked for")),
    Result.ASSISTANT: ("assistant", say("an assistant answered")),
    Result.WRONG_NUMBER: ("wrong number", say("the number is wrong")),
    Result.NO_CONTACT: ("no contact", say("no contact is wanted")),
}
"""What the activity carries, and what the journal says."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a call: the leads that opened, when to call again, whether it ruled the person out."""

    call_id: int
    opened: tuple[int, ...]
    next_at: datetime | None
    has_dropped: bool


@transaction.atomic
def take_call(
    *, task_id: int, by: int, at: datetime, result: str, answers: Mapping[str, str] | None = None,
    drop: int | None = None, next_at: datetime | None = None,
) -> Taken:  # fmt: skip
    """Return what came of a call. `drop` is the place of what rules the person out, as `drops_for` offers them.

    The answers are taken down as facts, the call as an activity, and the person is judged at once. Whoever asked for
    another moment is called then: at `next_at`, if they said when.
    """
    task = CallTask.objects.select_for_update(of=("self",)).get(pk=task_id)
    version = in_force(at)
    if task.ended_at is not None or version is None:
        raise UnableToCall(say("this call has ended already"))
    if result not in set(Result):
        raise UnableToCall(say("choose how the call went"))
    one = candidates([task.person_id], version=version, as_of=at, but_task=task.pk).get(task.person_id)
    if one is None or one.known is None:
        raise UnableToCall(say("this person is not in the base any more"))
    _may_still(one.callee)
    how = Result(result)
    told = {**(answers or {}), **_chosen(drop, one.known)}
    given = heard(task, how, told, fields=version.agreement.fields, by=by, at=at)
    activity = act(person_id=task.person_id, kind="call", at=at, direction="outbound", result=SAID[how][0])
    opened = judge(person_ids=[task.person_id], at=at)
    call = Call.objects.create(
        task=task, by_id=by, result=how, made_at=at, activity=activity, asked=len(task.questions),
        answered=len(given & set(task.questions)), has_crossed=bool(opened),
        has_dropped=one.known.verdict.standing is not Standing.DISQUALIFIED and _is_out(task.person_id, one.known),
    )  # fmt: skip
    if how is Result.NO_CONTACT:
        withdraw_consent(person_id=task.person_id, source="phone", by=by, at=at)
    task.tries += 1
    others = any(is_elsewhere(done) for done in one.callee.acts)
    if is_tried_again(how, tries=task.tries, has_other_acts=others):
        task.due_at = again_at(task, how, agreement=version.agreement, wished=next_at, by=by, as_of=at)
    else:
        end(task, how, at=at)
    task.save(update_fields=["tries", "due_at"])
    record(
        Tag.CALL_MADE, subject="call", subject_id=task.pk, person_id=task.person_id, by=by, at=at,
        agreement_id=version.id,
        details={"aim": packed(AIMS[Aim(task.aim)]), "result": packed(SAID[how][1]), "code": how},
    )  # fmt: skip
    return Taken(call.pk, tuple(opened), task.due_at if task.ended_at is None else None, call.has_dropped)


def drops_for(known: Explained) -> tuple[Drop, ...]:
    """Return what a call can find out that rules this person out."""
    today = day_of(known.verdict.as_of, known.definition.zone)
    return drops_of(known.definition, profile=known.profile, fields=known.fields, today=today)


def _may_still(callee: Callee) -> None:
    """Raise if something that happened since the call was planned forbids it."""
    for holds, why in ((callee.withdrew, Why.NO_CONSENT), (callee.is_with_sales, Why.WITH_SALES)):
        if holds:
            raise UnableToCall(SAYS[why])


def _chosen(drop: int | None, known: Explained) -> dict[str, str]:
    """Return the facts that rule somebody out, as they were chosen."""
    if drop is None:
        return {}
    offered = drops_for(known)
    if not 0 <= drop < len(offered):
        raise UnableToCall(say("choose what rules them out"))
    return dict(offered[drop].facts)


def _is_out(person_id: int, known: Explained) -> bool:
    mine = Verdict.objects.filter(person=person_id, definition=known.definition.name)
    return mine.filter(standing=Standing.DISQUALIFIED).exists()
