"""The question that is worth most, with its field open in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import NoSuchPerson, person_for
from dueto.apps.base.queries.known import known_in_company
from dueto.apps.base.queries.who import named, who
from dueto.apps.leads.queries.nearest import (
    MOST_COUNTED,
    Question,
    next_question,
    question_about,
    two_away,
    waiting,
)
from dueto.apps.leads.queries.standing import stand
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.guard import members, read_only
from dueto.web.one_datum.questions import SKIPS, question, ways, worth
from dueto.web.people.asking import asked
from dueto.web.people.verdict import sentence_of
from dueto.web.people.words import labels

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the page with the first question, or with the one about a person that the address names."""
    wanted = request.GET.get("person", "")
    return answer(
        request, person_id=int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    )


def answer(
    request: Request, *, person_id: int | None = None, but: int | None = None, typed: str = "",
    error: Message | None = None, told: Message | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Return the question about somebody, or the next one, leaving `but` out; to htmx the piece alone."""
    context = _context(request, person_id=person_id, but=but, typed=typed, error=error)
    is_piece = "HX-Request" in request.headers
    context |= {"is_piece": is_piece, "toasts": [{"text": told}] if told is not None else []}
    return render(request, "one_datum/question.html" if is_piece else "one_datum/page.html", context, status=status)


def _context(
    request: Request, *, person_id: int | None, but: int | None, typed: str, error: Message | None
) -> dict[str, Any]:
    version = in_force(request.now)
    if version is None:
        return {"has_agreement": False}
    definition, fields = version.agreement.definition(), version.agreement.fields
    asks = question_about(definition.name, person_id) if person_id is not None else None
    asks = asks or next_question(definition.name, as_of=request.now, but=but)
    count = waiting(definition.name, as_of=request.now)
    context: dict[str, Any] = {
        "has_agreement": True,
        "count": _bounded(count),
        "may_answer": may(request.user, Right.WORK_BASE),
    }
    if asks is not None:
        return context | _asking(request, asks, typed=typed, error=error)
    nearest = [
        {
            "person": one,
            "lacks": say("lacks {fields}", fields=labels(one.fields, fields=fields)),
        }
        for one in two_away(definition.name)
    ]
    return context | {"nearest": nearest}


def _asking(request: Request, asks: Question, *, typed: str, error: Message | None) -> dict[str, Any]:
    person = person_for(request.user, asks.person_id)
    known = next(one for one in stand(person.pk, as_of=request.now).verdicts if one.definition.name == asks.definition)
    somebody = who(person)
    if asks.field not in known.fields:
        raise NoSuchPerson(asks.person_id)
    of_colleagues = known_in_company(person.company_id, asks.field, but=person.pk) if person.company_id else []
    names = named(one for one, _ in of_colleagues)
    return {
        "who": somebody,
        "question": question(asks.field, somebody, fields=known.fields),
        "one": asked(asks.field, known, typed=typed, error=error),
        "verdict": sentence_of(known),
        "worth": worth(asks.field, known),
        "ways": ways(asks.field, known),
        "of_colleagues": [{"id": pk, "name": names.get(pk, ""), "value": value} for pk, value in of_colleagues],
        "skips": [{"value": value, "label": label} for value, label in SKIPS.items()],
    }


def _bounded(count: int) -> Message:
    if count > MOST_COUNTED:
        return say("More than {n} are one datum away.", n=MOST_COUNTED)
    return say_many("{n} is one datum away.", "{n} are one datum away.", count)
