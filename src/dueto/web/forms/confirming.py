"""Confirming an address: the link shows a page and changes nothing, its button does. Twice is harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.actions import confirm
from dueto.apps.forms.links import download_path
from dueto.apps.forms.queries.sent import Standing, standing_of
from dueto.web.forms import known, links
from dueto.web.forms.found import speak
from dueto.web.guard import public

if TYPE_CHECKING:
    from dueto.web.reader import Request


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: Request, form: str, token: str) -> HttpResponse:
    """Return the page with the button, or confirm. Whoever holds the link may: no cookie is asked for."""
    speak(request)
    link = links.confirmation(token)
    sent = standing_of(link.submission_id) if link is not None else None
    if link is None or sent is None or sent.form != form or not sent.is_here:
        raise Http404("no such link")
    if sent.confirmed_at is None and link.is_over:
        return _page(request, sent, "over", status=410)
    if request.method != "POST":
        return _page(request, sent, "confirmed" if sent.confirmed_at else "asks")
    confirm(submission_id=sent.id, at=request.now)
    response = redirect(request.get_full_path())
    response.status_code = 303
    mark = known.mark_of(request)
    if mark is not None and mark.identity_id == sent.identity_id:
        known.remember(request, response, identity_id=sent.identity_id, visitor=mark.visitor, is_proved=True)
    return response


def _page(request: Request, sent: Standing, what: str, *, status: int = 200) -> HttpResponse:
    version = in_force(request.now)
    context = {
        "company": version.agreement.name if version else "",
        "what": what,
        "form": sent.form,
        "content": sent.content,
        "download_url": download_path(sent.id, language=request.voice.language) if sent.content else "",
    }
    return render(request, "forms/confirmation.html", context, status=status)
