"""The guide for one call: who, why we call, how to begin, what to ask; and how it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.base.queries.acts import act
from dueto.apps.base.queries.who import who
from dueto.apps.leads.queries.standing import stand
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right, may
from dueto.apps.telephone.access import call_for
from dueto.apps.telephone.actions import Taken, UnableToCall, drops_for, take_call
from dueto.apps.telephone.queries.again import hours_of_person
from dueto.apps.telephone.queries.made import made_in
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.opening import Persona, persona_of
from dueto.domain.qualification.verdict import Standing
from dueto.domain.telephone.words import AIMS, Aim, Result
from dueto.web.addresses import CALLS
from dueto.web.calls.words import ENDS, opening_words, result_options, there_words, why_we_call
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.handoffs.words import RESULT_WORDS
from dueto.web.people.asking import asked
from dueto.web.people.facts import REFUSED
from dueto.web.people.typed import text_in
from dueto.web.people.verdict import kind_of, sentence_of
from dueto.web.people.words import KINDS, label

if TYPE_CHECKING:
    from dueto.apps.leads.explained import Explained
    from dueto.apps.telephone.models import CallTask
    from dueto.domain.sla.calendar import Calendar
    from dueto.web.reader import Request


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed during a call that could not be taken, and why: nothing of it is lost."""

    answers: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Message] = field(default_factory=dict)
    drop: str = ""
    next_at: str = ""
    says: Message | None = None


@read_only
@members
def guide(request: Request, task_id: int) -> HttpResponse:
    """Return the guide; of a call that has ended, how it went."""
    return answer(request, call_for(request.user, task_id, right=Right.SEE))


@post_only
@allowed(Right.WORK_BASE)
def results(request: Request, task_id: int) -> HttpResponse:
    """Take down how the call went, and say whether it made somebody cross."""
    task = call_for(request.user, task_id)
    answers = {name: text_in(request.POST, f"answer-{name}") for name in task.questions}
    drop, wished = request.POST.get("drop", ""), request.POST.get("next_at", "")
    try:
        taken = take_call(
            task_id=task.pk, by=request.user.pk, at=request.now, result=request.POST.get("result", ""),
            answers=answers, drop=int(drop) if drop.isascii() and drop.isdigit() and len(drop) < 4 else None,
            next_at=_wished(wished, request),
        )  # fmt: skip
    except UnableToCall as unable:
        typed = Typed(answers, unable.errors, drop, wished[:40], unable.says)
        return answer(request, task, typed=typed, status=REFUSED)
    for says in _told(request, task, taken, result=request.POST.get("result", "")):
        messages.success(request, request.voice(says))
    response = redirect(CALLS)
    response.status_code = 303
    return response


def answer(request: Request, task: CallTask, *, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    """Return the guide with what was typed."""
    typed = typed or Typed()
    standing, somebody = stand(task.person_id, as_of=request.now), who(task.person)
    known = standing.main
    because = act(task.because) if task.because else None
    context: dict[str, Any] = {
        "task": task,
        "who": somebody,
        "aim": AIMS[Aim(task.aim)],
        "why": why_we_call(occasion=task.occasion, because=because, basis=task.basis),
        "is_open": task.ended_at is None,
        "end": ENDS.get(task.end, task.end),
        "made": [{**one, "says": RESULT_WORDS.get(one["result"], one["result"])} for one in made_in(task.pk)],
        "may_call": may(request.user, Right.WORK_BASE),
        "colleagues": names_of(Right.WORK_BASE),
        "is_demo": settings.DEMO,
        "typed": typed,
    }
    if known is not None:
        theirs = hours_of_person(task.person_id, known.version.agreement)
        context |= _guided(request, task, known, typed, theirs)
        context["opening"] = opening_words(
            somebody, caller=request.user.name, us=str(known.version.record.get("agreement", "")), because=because,
            persona=_persona(known), there=request.now.astimezone(theirs.zone), zone=request.zone,
        )  # fmt: skip
    return render(request, "calls/guide.html", context, status=status)


def _guided(request: Request, task: CallTask, known: Explained, typed: Typed, theirs: Calendar) -> dict[str, Any]:
    return {
        "kind": kind_of(known),
        "word": KINDS[kind_of(known)],
        "verdict": sentence_of(known),
        "questions": [
            asked(name, known, typed=typed.answers.get(name, ""), error=typed.errors.get(name))
            for name in task.questions
            if name in known.fields
        ],
        "results": result_options(),
        "drops": [
            {
                "value": str(place),
                "label": drop.because,
                "hint": say("{facts}", facts=tuple(
                    say("{field}: {value}", field=label(name, fields=known.fields), value=Folded(value))
                    for name, value in drop.facts
                )),
            }
            for place, drop in enumerate(drops_for(known))
        ],
        "is_to_drop": task.aim == Aim.DROP,
        "there": there_words(request.now.astimezone(theirs.zone)),
        "is_their_time": theirs.is_working(request.now),
    }  # fmt: skip


def _persona(known: Explained) -> Persona | None:
    personas = [
        Persona(one["name"], one["when"], tuple(one.get("says", ())))
        for one in known.version.record.get("personas", ())
    ]
    return persona_of(personas, profile=known.profile, verdict=known.verdict)


def _told(request: Request, task: CallTask, taken: Taken, *, result: str) -> list[Message]:
    """Return what to tell: how it went, how they stand now, when to call again."""
    standing = stand(task.person_id, as_of=request.now)
    out = next((one for one in standing.verdicts if one.verdict.standing is Standing.DISQUALIFIED), None)
    says = [say("Saved: {result}.", result=RESULT_WORDS[result])]
    if taken.opened and standing.main:
        says = [say("They qualified with this call. {verdict}.", verdict=sentence_of(standing.main))]
    elif taken.has_dropped and out:
        says = [say("Ruled out with this call. {verdict}.", verdict=sentence_of(out))]
    elif standing.main and result == Result.TALKED:
        says = [say("Saved: {result}. {verdict}.", result=RESULT_WORDS[result], verdict=sentence_of(standing.main))]
    if taken.next_at is not None:
        says.append(say("The next call: {moment}.", moment=taken.next_at))
    return says


def _wished(text: str, request: Request) -> datetime | None:
    """Return the moment that somebody asked for, typed by the clock of the reader."""
    try:
        wished = datetime.fromisoformat(text)
        return (wished.replace(tzinfo=request.zone) if wished.tzinfo is None else wished).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
