"""Answering a question; the next one takes its place. A mistyped answer is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import NoSuchPerson, person_for
from dueto.apps.base.actions import UnableToTell, tell
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.passages import passages
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.addresses import ONE_DATUM
from dueto.web.guard import allowed, post_only
from dueto.web.one_datum.page import answer
from dueto.web.one_datum.queue import asking_in
from dueto.web.people.facts import REFUSED, take
from dueto.web.people.typed import text_in
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_BASE)
def answers(request: Request, person_id: int) -> HttpResponse:
    """Take down the answer, say how the person stands with it, and ask the next question."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    field, value = request.POST.get("field", ""), text_in(request.POST, "value")
    try:
        says = take(request, person.pk, name=field, value=value)
    except UnableToTell as unable:
        asking = asking_in({**request.POST.dict(), "person": str(person.pk)})
        return answer(request, asking, typed=value, error=unable.says, status=REFUSED)
    return next_one(request, says, but=person.pk, saved=f"{person.pk}.{field}")


@post_only
@allowed(Right.WORK_BASE)
def withdrawals(request: Request, person_id: int, field: str) -> HttpResponse:
    """Take back an answer that was mistyped, and ask it again."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    version = in_force(request.now)
    if version is None or field not in version.agreement.fields:
        raise NoSuchPerson(person_id)
    tell(person_id=person.pk, field=version.agreement.fields[field], value="", by=request.user.pk, at=request.now)
    judge(person_ids=[person.pk], at=request.now)
    name = label(field, fields=version.agreement.fields)
    says = say("Taken back: {field}.", field=name)
    if any(lead.is_open for lead in passages(person.pk)):
        says = say("Taken back: {field}. They had qualified with it: tell sales.", field=name)
    messages.success(request, request.voice(says))
    return to(f"{ONE_DATUM}?person={person.pk}")


def next_one(request: Request, says: Message, *, but: int, saved: str = "") -> HttpResponse:
    """Return the next question with what there is to tell; without script the page comes back."""
    asking = asking_in(request.POST)
    if "HX-Request" in request.headers:
        return answer(request, asking, but=but, told=says, saved=saved)
    messages.success(request, request.voice(says))
    url = asking.url(after=asking.after)
    return to(f"{url}{'&' if '?' in url else '?'}saved={saved}" if saved else url)


def to(url: str) -> HttpResponse:
    """Return the way to a page that shows what was done."""
    response = redirect(url)
    response.status_code = 303
    return response
