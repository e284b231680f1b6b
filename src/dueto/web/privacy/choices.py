"""What somebody chooses for themselves, on the page to which our mails lead. To open it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import UnableToTell, give_consent, withdraw_consent
from dueto.apps.base.purposes import CONTACT, TRACKING, is_allowed
from dueto.apps.base.queries.consents import is_here, last_words
from dueto.apps.privacy.actions import UnableToNote, note_request
from dueto.apps.privacy.actions.requests import KINDS, SELF
from dueto.apps.privacy.links import person_in
from dueto.domain.basics.message import say
from dueto.web.guard import public

if TYPE_CHECKING:
    from dueto.web.reader import Request

SAVED = {
    "stop-tracking": say("Noted: visits are not kept any more."),
    "allow-tracking": say("Noted: visits may be kept again."),
    "stop-contact": say("Noted: there will be no more calls and no more mails."),
    "copy": say("Noted. Somebody will write, with everything that is held."),
    "erasure": say("Noted. Somebody will see to it, and write once it is done."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@public
def choices(request: Request, token: str) -> HttpResponse:
    """Return the page; only a button on it changes something."""
    person_id = person_in(token)
    if person_id is None or not is_here(person_id):
        raise Http404("no such page")
    if request.method == "POST":
        chosen = request.POST.get("choice", "")
        if not _take(chosen, person_id, request):
            return _shown(request, person_id, status=422)
        return HttpResponseRedirect(f"{request.path}?saved={chosen}", status=303)
    return _shown(request, person_id)


def _take(chosen: str, person_id: int, request: Request) -> bool:
    try:
        match chosen:
            case "stop-tracking":
                withdraw_consent(person_id=person_id, purpose=TRACKING, source=SELF, at=request.now)
            case "allow-tracking":
                give_consent(person_id=person_id, purpose=TRACKING, source=SELF, at=request.now)
            case "stop-contact":
                withdraw_consent(person_id=person_id, purpose=CONTACT, source=SELF, at=request.now)
            case kind if kind in KINDS:
                note_request(person_id=person_id, kind=kind, source=SELF, at=request.now)
            case _:
                return False
    except (UnableToTell, UnableToNote):
        return False
    return True


def _shown(request: Request, person_id: int, *, status: int = 200) -> HttpResponse:
    version, said = in_force(request.now), last_words(person_id)
    context = {
        "company": version.agreement.name if version else "",
        "tracks": is_allowed(TRACKING, said.get(TRACKING)),
        "contacts": is_allowed(CONTACT, said.get(CONTACT)),
        "saved": SAVED.get(request.GET.get("saved", "")),
        "is_refused": status != 200,
    }
    return render(request, "privacy/choices.html", context, status=status)
