"""What a colleague found out about somebody: typed in place, judged at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, note, tell
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.standing import stand
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.domain.qualification.verdict import Standing
from dueto.web.guard import allowed, post_only
from dueto.web.people.page import answer
from dueto.web.people.shown import Typed
from dueto.web.people.typed import WHOLE, text_in
from dueto.web.people.verdict import sentence_of
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.apps.base.models import Person
    from dueto.web.reader import Request

REFUSED = 422
NO_VALUE = say("type the value first")
NO_FIELD = say("there is no such datum in the agreement")


@post_only
@allowed(Right.WORK_BASE)
def facts(request: Request, person_id: int) -> HttpResponse:
    """Take down one datum and say how somebody stands with it."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    name, value = request.POST.get("field", ""), text_in(request.POST, "value")
    try:
        says = take(request, person.pk, name=name, value=value)
    except UnableToTell as unable:
        typed = Typed({name: value}, {name: unable.says})
        return answer(request, person, typed=typed, status=REFUSED)
    return told(request, person, says)


@post_only
@allowed(Right.NOTE)
def notes(request: Request, person_id: int) -> HttpResponse:
    """Take down a note of a colleague."""
    person = person_for(request.user, person_id, right=Right.NOTE)
    text = text_in(request.POST, "text", most=WHOLE)
    try:
        note(person_id=person.pk, text=text, by=request.user.pk, at=request.now)
    except UnableToTell as unable:
        return answer(request, person, typed=Typed({"note": text}, {"note": unable.says}), status=REFUSED)
    return told(request, person, say("The note is saved."))


def take(request: Request, person_id: int, *, name: str, value: str) -> Message:
    """Return how somebody stands once a datum is taken down and they are judged; raises `UnableToTell`."""
    version = in_force(request.now)
    fields = version.agreement.fields if version else STANDARD_FIELDS
    if name not in fields:
        raise UnableToTell(NO_FIELD)
    if not value.strip():
        raise UnableToTell(NO_VALUE)
    tell(person_id=person_id, field=fields[name], value=value, by=request.user.pk, at=request.now)
    judge(person_ids=[person_id], at=request.now)
    verdicts = stand(person_id, as_of=request.now).verdicts
    best = next((one for one in verdicts if one.verdict.standing is Standing.QUALIFIED), None) or next(
        iter(verdicts), None
    )
    if best is None:
        return say("Saved: {field}.", field=label(name, fields=fields))
    return say("Saved: {field}. {verdict}", field=label(name, fields=fields), verdict=sentence_of(best))


def told(request: Request, person: Person, says: Message) -> HttpResponse:
    """Return the changed part to htmx; others are led back to the page, and hear it there."""
    if "HX-Request" in request.headers:
        person.refresh_from_db()
        return answer(request, person, told=says)
    messages.success(request, request.voice(says))
    response = redirect(f"/people/{person.pk}/")
    response.status_code = 303
    return response
