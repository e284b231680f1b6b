"""Fetching what somebody asked for by a form: the link shows a page, its button hands the file over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dueto.adapters.writers.streamed import in_pieces
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.classes import HUMAN, SUSPECT, by_agent
from dueto.apps.forms.actions import download as take_down
from dueto.apps.forms.files import STORE
from dueto.apps.forms.queries.sent import standing_of
from dueto.web.forms import floods, links, sites
from dueto.web.forms.found import speak
from dueto.web.guard import public

if TYPE_CHECKING:
    from dueto.apps.forms.models import Content
    from dueto.web.reader import Request

TOO_FAST = "the button pressed within a second"


@public
@csrf_exempt
@never_cache
@xframe_options_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: Request, token: str) -> HttpResponseBase:
    """Return the page with the button, or the file. A scanner that opens the link leaves no trace by it."""
    speak(request)
    link = links.download(token)
    sent = standing_of(link.submission_id) if link is not None else None
    if link is None or sent is None or not sent.is_here:
        raise Http404("no such link")
    if link.is_over or not sent.content:
        return _page(request, sent.form, content=sent.content, is_over=True, status=410)
    if request.method != "POST":
        return _page(request, sent.form, content=sent.content, is_file=sent.has_file)
    if floods.is_flood(request, at=request.now):
        return _page(request, sent.form, content=sent.content, is_file=sent.has_file, is_flood=True, status=429)
    classed, reason = by_agent(request.headers.get("User-Agent", ""))
    if classed == HUMAN and links.was_too_fast(request.POST.get("opened", ""), at=request.now):
        classed, reason = SUSPECT, TOO_FAST
    content = take_down(submission_id=sent.id, classed=classed, reason=reason, at=request.now)
    if content is None:
        return _page(request, sent.form, content="", is_over=True, status=410)
    return handed_over(request, content)


def handed_over(request: Request, content: Content) -> HttpResponseBase:
    """Return the file as something to keep, which no browser runs; or the way to where it lies."""
    if not content.stored:
        response = HttpResponseRedirect(content.link or content.page or "/")
        response.status_code = 303
        return response
    path = STORE.path(content.stored)
    if not path.is_file():
        raise Http404("the file is gone")
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=content.file_name, content_type=content.file_type
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    csp_replace({"default-src": ["'none'"], "sandbox": []})(lambda _: answer)(request)
    return in_pieces(request, answer)


def _page(
    request: Request, form: str, *, content: str, is_file: bool = False, is_over: bool = False, is_flood: bool = False,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    version = in_force(request.now)
    context = {
        "company": version.agreement.name if version else "", "form": form, "content": content, "is_file": is_file,
        "is_over": is_over, "is_flood": is_flood, "opened": links.opening(request.now),
    }  # fmt: skip
    response = render(request, "forms/download.html", context, status=status)
    if is_flood:
        response.headers["Retry-After"] = "60"
    return sites.framed(request, response)
