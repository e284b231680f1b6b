"""The question that is worth most, with its field open in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.access import NoSuchPerson, person_for
from dueto.apps.base.queries.who import who
from dueto.apps.leads.queries.nearest import (
    MOST_COUNTED,
    Question,
    money_of,
    next_question,
    question_about,
    two_away,
    waiting,
)
from dueto.apps.leads.queries.standing import stand
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.guard import members, read_only
from dueto.web.one_datum.questions import SKIPS, money, question, worth
from dueto.web.one_datum.queue import Asking, asking_in, by_datum, calls_url, definitions, tabs
from dueto.web.one_datum.ways import ways
from dueto.web.people.asking import asked
from dueto.web.people.verdict import kind_of, sentence_of
from dueto.web.people.words import KINDS, label, labels

if TYPE_CHECKING:
    from dueto.web.reader import Request

UNDO = say("Undo")


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the page with the first question, or with the one about a person that the address names."""
    return answer(request, asking_in(request.GET), saved=request.GET.get("saved", ""))


def answer(
    request: Request, asking: Asking, *, but: int | None = None, typed: str = "", saved: str = "",
    error: Message | None = None, told: Message | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the question that the address names, or the next one, leaving `but` out; to htmx the piece alone.

    `saved` names the answer taken down just now, which can be taken back.
    """
    context = _context(request, asking, but=but, typed=typed, error=error)
    is_piece = "HX-Request" in request.headers
    context |= {"is_piece": is_piece, "toasts": _toasts(told, saved)}
    return render(request, "one_datum/question.html" if is_piece else "one_datum/page.html", context, status=status)


def _context(request: Request, asking: Asking, *, but: int | None, typed: str, error: Message | None) -> dict[str, Any]:
    version = in_force(request.now)
    if version is None:
        return {"has_agreement": False}
    definition, fields = asking.definition_in(version.agreement), version.agreement.fields
    wanted = asking.wanted(request.user.pk)
    asks = question_about(definition.name, asking.person_id) if asking.person_id is not None else None
    asks = asks or next_question(definition.name, wanted=wanted, but=but, after=asking.after)
    queue = waiting(definition.name, wanted=wanted)
    context: dict[str, Any] = {
        "has_agreement": True,
        "count": _bounded(queue.count),
        "may_answer": may(request.user, Right.WORK_BASE),
        "asking": asking,
        "tabs": tabs(asking),
        "definitions": definitions(asking, version.agreement),
        "data": by_datum(asking, queue, fields=fields),
        "calls_url": calls_url(asking, version, definition.name),
    }
    if asks is not None:
        return context | _asking(request, asking, asks, version, typed=typed, error=error)
    nearest = [
        {"person": one, "lacks": say("lacks {fields}", fields=labels(one.fields, fields=fields))}
        for one in two_away(definition.name)
    ]
    all_url = asking.url(datum="", is_mine=False) if asking.datum or asking.is_mine or asking.after else ""
    return context | {"nearest": nearest, "all_url": all_url}


def _asking(
    request: Request, asking: Asking, asks: Question, version: InForce, *, typed: str, error: Message | None
) -> dict[str, Any]:
    person = person_for(request.user, asks.person_id)
    known = next(one for one in stand(person.pk, as_of=request.now).verdicts if one.definition.name == asks.definition)
    somebody = who(person)
    if asks.field not in known.fields:
        raise NoSuchPerson(asks.person_id)
    return {
        "who": somebody,
        "question": question(asks.field, somebody, fields=known.fields),
        "one": asked(asks.field, known, typed=typed, error=error),
        "word": KINDS[kind_of(known)],
        "kind": kind_of(known),
        "verdict": sentence_of(known),
        "worth": worth(asks.field, known),
        "money": money(money_of(asks.definition, as_of=request.now)),
        "ways": ways(asks.field, known, somebody, version=version, as_of=request.now),
        "skips": [{"value": value, "label": label} for value, label in SKIPS.items()],
        "given_to": asks.member,
        "is_mine": asks.member_id == request.user.pk,
        "colleagues": names_of(Right.WORK_BASE),
        "next_url": asking.url(after=asks.place),
        "is_demo": settings.DEMO,
        "field_label": label(asks.field, fields=known.fields),
    }


def _toasts(told: Message | None, saved: str) -> list[dict[str, Any]]:
    """Return what there is to tell; an answer taken down just now can be taken back."""
    person, _, field = saved.partition(".")
    undo = (
        f"/one-datum/{person}/withdrawals/{field}/"
        if person.isascii() and person.isdigit() and field.isidentifier()
        else ""
    )
    if told is None and not undo:
        return []
    text = told if told is not None else say("A mistyped answer can be taken back.")
    return [{"text": text, "action_url": undo, "action_label": UNDO if undo else None}]


def _bounded(count: int) -> Message:
    if count > MOST_COUNTED:
        return say("More than {n} are one datum away.", n=MOST_COUNTED)
    return say_many("{n} is one datum away.", "{n} are one datum away.", count)
