"""A form that everybody can fill in. Whatever goes wrong, nothing that was typed is lost, and nobody is logged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dueto.adapters.voice import LANGUAGES
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import take_form
from dueto.apps.base.forms import form_fields, form_names
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, say
from dueto.web.forms import floods, sites
from dueto.web.forms.questions import asked, consent_words, title, version_of
from dueto.web.forms.tokens import Age, opened, token_of
from dueto.web.guard import public
from dueto.web.people.typed import text_in
from dueto.web.reader import voice_of

if TYPE_CHECKING:
    from dueto.web.reader import Request

log = structlog.get_logger(__name__)
HONEY = "homepage"
"""A field that nobody sees: who fills it in is a machine."""
HIDDEN = {"dueto_visitor": 64, "dueto_first_page": 1000, "dueto_referrer": 1000}
CONSENT = "consent_given"
TOO_SOON = say("That was faster than anybody types. Look it over and send it once more.")
TOO_LATE = say("The form stood open for long. Everything is still here: send it once more.")
ELSEWHERE = say("Please confirm what was written, and send it once more.")
FLOOD = say("Too many forms came from this network within a minute. Everything is still here: send it in a minute.")
BUSY = say("It could not be saved just now. Everything is still here: send it in a moment.")
NO_CONSENT = say("without this nobody may answer")


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back with a form that could not be taken."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, Message] = field(default_factory=dict)
    says: Message | None = None
    token: str = ""
    status: int = 200


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request, form: str) -> HttpResponse:
    """Return the form, or take it down. The script that knows the visitor may run on this page."""
    return sites.with_script(request, _answer(request, form, is_embedded=False))


@public
@csrf_exempt
@never_cache
@xframe_options_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def embedded(request: Request, form: str) -> HttpResponse:
    """Return the form for a frame in a page of the company's sites, and of no other."""
    return sites.framed(request, _answer(request, form, is_embedded=True))


@public
@xframe_options_exempt
@require_safe
def thanks(request: Request, form: str) -> HttpResponse:
    """Return the page after it."""
    _speak(request)
    context = {"company": _agreement(request, form).name, "title": title(form)}
    return sites.framed(request, render(request, "forms/thanks.html", context))


def _answer(request: Request, form: str, *, is_embedded: bool) -> HttpResponse:
    _speak(request)
    agreement = _agreement(request, form)
    if request.method != "POST":
        return _shown(request, form, agreement, _nothing_yet(request), is_embedded=is_embedded)
    sent = _taken(request, form, agreement)
    if sent is None:
        return _to_thanks(request, form)
    return _shown(request, form, agreement, sent, is_embedded=is_embedded)


def _taken(request: Request, form: str, agreement: Agreement) -> Sent | None:
    """Return why the form comes back, or None if it is taken."""
    asked_for = [question.field.name for question in form_fields(agreement)]
    values = {name: text_in(request.POST, name) for name in asked_for if name in request.POST}
    values |= {name: text_in(request.POST, name, most=most) for name, most in HIDDEN.items()}
    values[CONSENT] = "1" if request.POST.get(CONSENT) else ""
    token = request.POST.get("token", "")
    opening = opened(token, form=form)
    if floods.is_flood(request, at=request.now):
        return Sent(values, says=FLOOD, token=token if opening else "", status=429)
    if request.POST.get(HONEY):
        log.info("form of a machine", form=form)
        return None
    if opening is None or not (sites.is_of_company(request) if opening.is_of_site else sites.is_ours(request)):
        return Sent(values, says=ELSEWHERE, status=422)
    match opening.age(request.now):
        case Age.TOO_SOON:
            return Sent(values, says=TOO_SOON, token=token, status=422)
        case Age.TOO_LATE:
            return Sent(values, says=TOO_LATE, status=422)
        case _:
            return _written(request, form, agreement, values, token=token, number=opening.number)


def _written(
    request: Request, form: str, agreement: Agreement, values: Mapping[str, str], *, token: str, number: str
) -> Sent | None:
    consent = version_of(consent_words(agreement, voice=request.voice)) if values[CONSENT] else ""
    if not consent:
        return Sent(values, {CONSENT: NO_CONSENT}, token=token, status=422)
    if not floods.is_first_sending(number):
        return None
    facts = {name: value for name, value in values.items() if name in agreement.fields}
    try:
        taken = take_form(
            agreement=agreement, form=form, values=facts, at=request.now, visitor=values["dueto_visitor"],
            first_page=values["dueto_first_page"], referrer=values["dueto_referrer"], consent_text=consent,
        )  # fmt: skip
    except OperationalError:
        floods.may_send_again(number)
        log.exception("form not saved", form=form)
        return Sent(values, says=BUSY, token=token, status=503)
    except Exception:
        floods.may_send_again(number)
        raise
    if taken.refusals:
        floods.may_send_again(number)
        return Sent(values, taken.refusals, token=token, status=422)
    return None


def _shown(request: Request, form: str, agreement: Agreement, sent: Sent, *, is_embedded: bool) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": title(form),
        "company": agreement.name,
        "questions": asked(agreement, typed=sent.values, errors=sent.errors, voice=request.voice),
        "hidden": {name: sent.values.get(name, "") for name in HIDDEN}.items(),
        "consent": consent_words(agreement, voice=request.voice),
        "consents": bool(sent.values.get(CONSENT)),
        "consent_error": sent.errors.get(CONSENT),
        "says": sent.says,
        "errors": len(sent.errors),
        "token": sent.token or token_of(form, at=request.now),
        "is_embedded": is_embedded,
        "collect": "" if is_embedded else settings.COLLECT_ADDRESS,
    }
    response = render(request, "forms/page.html", context, status=sent.status)
    if sent.status in (429, 503):
        response.headers["Retry-After"] = "60" if sent.status == 429 else "5"
    return response


def _nothing_yet(request: Request) -> Sent:
    """Return a fresh form that knows where its reader came from; the script knows better and overwrites it."""
    came_from = request.headers.get("Referer", "")[:1000]
    here = request.build_absolute_uri()[:1000]
    return Sent({"dueto_first_page": here, "dueto_referrer": came_from})


def _agreement(request: Request, form: str) -> Agreement:
    version = in_force(request.now)
    if version is None or form not in form_names(version.agreement):
        raise Http404("no such form")
    return version.agreement


def _speak(request: Request) -> None:
    """Read the page in the language that its address or the form itself asks for."""
    asked_for = request.GET.get("lang") or request.POST.get("lang") or ""
    if asked_for in LANGUAGES:
        request.voice = voice_of(asked_for, request.voice.locale.territory or "PE")


def _to_thanks(request: Request, form: str) -> HttpResponse:
    response = HttpResponseRedirect(f"/f/{form}/thanks/?lang={request.voice.language}")
    response.status_code = 303
    return response
