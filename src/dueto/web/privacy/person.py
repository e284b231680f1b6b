"""The privacy of one person: the ledger of consent, what they asked of us, a copy of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.adapters.writers.streamed import streamed
from dueto.apps.base.access import person_for
from dueto.apps.base.actions import UnableToTell, give_consent, withdraw_consent
from dueto.apps.base.purposes import BASES, PURPOSES, is_allowed
from dueto.apps.base.queries.consents import last_words, told_of
from dueto.apps.base.queries.who import who
from dueto.apps.privacy.actions import UnableToNote, hand_out, note_request
from dueto.apps.privacy.actions.requests import KINDS
from dueto.apps.privacy.document import archive
from dueto.apps.privacy.hearing import source_words
from dueto.apps.privacy.queries.overview import requests_of
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed, members, post_only, read_only
from dueto.web.privacy.forms import ConsentForm, RequestForm

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from dueto.apps.base.models import Person
    from dueto.web.reader import Request

REFUSED = 422


@read_only
@members
def page(request: Request, person_id: int) -> HttpResponse:
    """Return the page."""
    return _answer(request, person_for(request.user, person_id))


@post_only
@allowed(Right.NOTE)
def consents(request: Request, person_id: int) -> HttpResponse:
    """Note a consent given or withdrawn, as a colleague heard it."""
    person = person_for(request.user, person_id, right=Right.NOTE)
    form = ConsentForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["answer"] == "yes":
                give_consent(
                    person_id=person.pk, purpose=said["purpose"], source=said["source"],
                    basis=said["basis"] or "consent", by=request.user.pk, at=request.now,
                )  # fmt: skip
            else:
                withdraw_consent(
                    person_id=person.pk, purpose=said["purpose"], source=said["source"], by=request.user.pk,
                    at=request.now,
                )  # fmt: skip
        except UnableToTell as unable:
            form.add_error(None, request.voice(unable.says))
        else:
            return _back(request, person, say("It is noted, and holds from now on."))
    return _answer(request, person, consent_form=form, status=REFUSED)


@post_only
@allowed(Right.NOTE)
def requests(request: Request, person_id: int) -> HttpResponse:
    """Note what somebody asks of us; whoever may forget people answers it."""
    person = person_for(request.user, person_id, right=Right.NOTE)
    form = RequestForm(request.POST)
    if form.is_valid():
        try:
            note_request(person_id=person.pk, **form.cleaned_data, by=request.user.pk, at=request.now)
        except UnableToNote as unable:
            form.add_error(None, request.voice(unable.says))
        else:
            return _back(request, person, say("It is noted; whoever looks after privacy sees it."))
    return _answer(request, person, request_form=form, status=REFUSED)


@post_only
@allowed(Right.FORGET)
def copy(request: Request, person_id: int) -> StreamingHttpResponse:
    """Hand out everything that is held about somebody, as a ZIP that is written while it is sent."""
    person = person_for(request.user, person_id, right=Right.FORGET)
    hand_out(person_id=person.pk, by=request.user.pk, at=request.now)
    pieces = archive(person.pk, voice=request.voice, zone=request.zone, at=request.now)
    return streamed(request, pieces, kind="application/zip", name=f"person-{person.pk}.zip")


def _answer(
    request: Request,
    person: Person,
    *,
    consent_form: ConsentForm | None = None,
    request_form: RequestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "who": who(person),
        "purposes": _purposes(person.pk),
        "consents": [_consent(one) for one in told_of(person.pk)],
        "requests": [
            {"kind": KINDS.get(one.kind, one.kind), "source": source_words(one.source), "asked_at": one.asked_at,
             "answered_at": one.answered_at}
            for one in requests_of(person.pk)
        ],
        "consent_form": consent_form or ConsentForm(),
        "request_form": request_form or RequestForm(),
        "may_note": may(request.user, Right.NOTE),
        "may_forget": may(request.user, Right.FORGET),
    }  # fmt: skip
    return render(request, "privacy/person.html", context, status=status)


def _purposes(person_id: int) -> list[dict[str, Any]]:
    said = last_words(person_id)
    return [
        {"words": words, "is_allowed": is_allowed(purpose, said.get(purpose)), "was_said": purpose in said}
        for purpose, words in PURPOSES.items()
    ]


def _consent(one: Any) -> dict[str, Any]:
    return {
        "purpose": PURPOSES.get(one.purpose, one.purpose), "is_given": one.is_given, "at": one.happened_at,
        "source": source_words(one.source), "by": one.by, "basis": BASES.get(one.basis, one.basis), "text": one.text,
        "version": one.text_version[:12],
    }  # fmt: skip


def _back(request: Request, person: Person, says: Message) -> HttpResponse:
    messages.success(request, request.voice(says))
    response = redirect("person-privacy", person.pk)
    response.status_code = 303
    return response
