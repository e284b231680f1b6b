"""What else can be done with a question: leave it aside, give it to a colleague, put it on a form, have it asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import NoSuchPerson, person_for
from dueto.apps.base.actions import ask_on_form
from dueto.apps.leads.actions import assign, lay_aside
from dueto.apps.team.queries import names_of
from dueto.apps.team.rights import Right
from dueto.apps.telephone.actions import UnableToPlan, plan
from dueto.domain.basics.message import Message, say
from dueto.domain.telephone.words import Aim
from dueto.web.addresses import ONE_DATUM
from dueto.web.guard import allowed, post_only
from dueto.web.one_datum.answers import next_one, to
from dueto.web.one_datum.page import answer
from dueto.web.one_datum.questions import SKIPS
from dueto.web.one_datum.queue import asking_in
from dueto.web.people.facts import REFUSED

if TYPE_CHECKING:
    from dueto.apps.base.models import Person
    from dueto.web.reader import Request

NO_REASON = say("Choose why it is left aside.")
NO_COLLEAGUE = say("Choose a colleague who may work on the base.")


@post_only
@allowed(Right.WORK_BASE)
def skips(request: Request, person_id: int) -> HttpResponse:
    """Leave the question aside until something changes, with the reason in the journal."""
    person, field = _about(request, person_id)
    reason = request.POST.get("reason", "")
    if reason not in SKIPS:
        return _again(request, person, NO_REASON)
    lay_aside(person_id=person.pk, field=field, reason=reason, by=request.user.pk, at=request.now)
    says = say("Left aside until something changes: {reason}.", reason=SKIPS[reason])
    return next_one(request, says, but=person.pk)


@post_only
@allowed(Right.WORK_BASE)
def assignments(request: Request, person_id: int) -> HttpResponse:
    """Give the question to a colleague, or take it oneself."""
    person, field = _about(request, person_id)
    colleagues = dict(names_of(Right.WORK_BASE))
    chosen = request.POST.get("member", "")
    member = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    if chosen and member not in colleagues:
        return _again(request, person, NO_COLLEAGUE)
    assign(person_id=person.pk, field=field, member_id=member, by=request.user.pk, at=request.now)
    if member is None:
        return _told(request, person, say("It is nobody's in particular now."))
    return _told(request, person, say("{name} finds it out.", name=colleagues[member]))


@post_only
@allowed(Right.WORK_BASE)
def forms(request: Request, person_id: int) -> HttpResponse:
    """Let the next form ask it."""
    person, field = _about(request, person_id)
    ask_on_form(person_id=person.pk, field=field, by=request.user.pk, at=request.now)
    return _told(request, person, say("The next form that has this field asks it first."))


@post_only
@allowed(Right.WORK_BASE)
def calls(request: Request, person_id: int) -> HttpResponse:
    """Plan a call that asks it."""
    person, field = _about(request, person_id)
    try:
        planned = plan(
            person_ids=[person.pk], aim=Aim.CONFIRM, questions=[field], by=request.user.pk, at=request.now
        )  # fmt: skip
    except UnableToPlan as unable:
        return _again(request, person, unable.says)
    if planned.only_refusal is not None:
        return _again(request, person, planned.only_refusal)
    return _told(request, person, say("A call is planned."))


def _about(request: Request, person_id: int) -> tuple[Person, str]:
    """Return the person and the datum that is asked; it must be one of the agreement."""
    person = person_for(request.user, person_id, right=Right.WORK_BASE)
    field, version = request.POST.get("field", ""), in_force(request.now)
    if version is None or field not in version.agreement.fields:
        raise NoSuchPerson(person_id)
    return person, field


def _again(request: Request, person: Person, error: Message) -> HttpResponse:
    asking = asking_in({**request.POST.dict(), "person": str(person.pk)})
    return answer(request, asking, error=error, status=REFUSED)


def _told(request: Request, person: Person, says: Message) -> HttpResponse:
    """Return the same question with what was done about it; without script the page comes back."""
    if "HX-Request" in request.headers:
        return answer(request, asking_in({**request.POST.dict(), "person": str(person.pk)}), told=says)
    messages.success(request, request.voice(says))
    return to(f"{ONE_DATUM}?person={person.pk}")
