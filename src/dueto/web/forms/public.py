"""A form that everybody can fill in. Whatever goes wrong, nothing that was typed is lost, and nobody is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dueto.apps.base.classes import HUMAN, by_agent
from dueto.apps.base.queries.asked import asked_of
from dueto.apps.forms.actions import count_refused, count_seen
from dueto.apps.forms.asking import to_ask
from dueto.apps.forms.design import filled
from dueto.apps.forms.links import download_path, download_token
from dueto.apps.forms.queries.published import Archived
from dueto.apps.forms.queries.recognised import Recognised
from dueto.apps.forms.queries.sent import Standing, standing_of
from dueto.apps.leads.queries.reach import would_qualify
from dueto.web.forms import floods, known, links, sites
from dueto.web.forms.found import Found, consents, found, gone
from dueto.web.forms.questions import asked
from dueto.web.forms.taking import HIDDEN, Back, Came, agreed_name, take
from dueto.web.forms.tokens import token_of
from dueto.web.guard import public
from dueto.web.people.typed import text_in

if TYPE_CHECKING:
    from dueto.web.reader import Request


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
@never_cache
@xframe_options_exempt
@require_safe
def thanks(request: Request, form: str) -> HttpResponse:
    """Return the page after it: what happens now, and what was asked for."""
    try:
        what = found(request, form)
    except Archived as archived:
        return gone(request, archived)
    link = links.download(request.GET.get("s", ""))
    sent = standing_of(link.submission_id) if link is not None and not link.is_over else None
    return sites.framed(request, render(request, "forms/thanks.html", thanks_context(request, what, sent)))


def thanks_context(request: Request, what: Found, sent: Standing | None) -> dict[str, Any]:
    """Return what the page of thanks shows."""
    language = request.voice.language
    return {
        "company": what.agreement.name,
        "title": what.title,
        "words": filled(what.design.thanks).said_in(language),
        "makes": str(what.design.makes),
        "awaits": sent is not None and sent.awaits,
        "content": sent.content if sent is not None else "",
        "download_url": download_path(sent.id, language=language) if sent is not None and sent.content else "",
    }


def form_context(request: Request, what: Found, back: Back, *, fields: tuple[str, ...] | None) -> dict[str, Any]:
    """Return what a form shows: its questions, with what was typed and what was wrong."""
    words = consents(request, what)
    return {
        "form": what.name,
        "title": what.title,
        "intro": filled(what.design.intro).said_in(request.voice.language),
        "company": what.agreement.name,
        "questions": asked(
            what.design, what.agreement, only=fields, typed=back.values, errors=back.errors, voice=request.voice
        ),
        "hidden": {name: back.values.get(name, "") for name in HIDDEN}.items(),
        "consents": [
            {
                "name": agreed_name(one.purpose), "text": text, "is_required": one.is_required,
                "is_given": bool(back.values.get(agreed_name(one.purpose))),
                "error": back.errors.get(agreed_name(one.purpose)),
            }
            for one, text in words
        ],
        "languages": what.design.languages,
        "says": back.says,
        "errors": len(back.errors),
        "knows_some": fields is not None and len(fields) < len(what.design.questions) and back.knows,
    }  # fmt: skip


def _answer(request: Request, form: str, *, is_embedded: bool) -> HttpResponse:
    try:
        what = found(request, form)
    except Archived as archived:
        return gone(request, archived)
    if request.method != "POST":
        _count(request, what.name, is_refused=False)
        return _shown(request, what, _nothing_yet(request), is_embedded=is_embedded)
    came = take(request, what)
    if isinstance(came, Came):
        return _onwards(request, what, came)
    if came.errors:
        _count(request, what.name, is_refused=True)
    return _shown(request, what, came, is_embedded=is_embedded)


def _shown(request: Request, what: Found, back: Back, *, is_embedded: bool) -> HttpResponse:
    fields, back = _fields(request, what, back)
    token = back.token or token_of(what.name, at=request.now, asked=fields)
    context = {
        **form_context(request, what, back, fields=fields),
        "token": token,
        "is_embedded": is_embedded,
        "collect": "" if is_embedded else settings.COLLECT_ADDRESS,
    }
    response = render(request, "forms/page.html", context, status=back.status)
    if back.status in (429, 503):
        response.headers["Retry-After"] = "60" if back.status == 429 else "5"
    return response


def _fields(request: Request, what: Found, back: Back) -> tuple[tuple[str, ...] | None, Back]:
    """Return which fields to ask: those of the opening that came back, else what is not known; None for all."""
    if back.asked is not None or request.method == "POST":
        return back.asked, back
    is_whole = "all" in request.GET or not what.design.is_progressive
    who = None if is_whole else known.who_is(request)
    known_fields, first = (who.fields, _first(what, who)) if who else ((), ())
    fields = to_ask(what.design, what.agreement, known=known_fields, first=first)
    return fields, Back(back.values, knows=who is not None)


def _first(what: Found, who: Recognised) -> tuple[str, ...]:
    """Return what to ask somebody first: what a colleague wants to know, then what would qualify them today."""
    would = would_qualify(who.person_id) if who.is_proved else ()
    return (*asked_of(who.person_id), *would)


def _nothing_yet(request: Request) -> Back:
    """Return a fresh form that knows where its reader came from; the script knows better and overwrites it.

    A frame is told by its address, since no script runs in it.
    """
    if known.refuses(request):
        return Back()
    if request.GET.get("dueto_visitor"):
        return Back({name: text_in(request.GET, name, most=most) for name, most in HIDDEN.items()})
    came_from = request.headers.get("Referer", "")[:1000]
    here = request.build_absolute_uri()[:1000]
    return Back({"dueto_first_page": here, "dueto_referrer": came_from})


def _count(request: Request, form: str, *, is_refused: bool) -> None:
    """Count an opening by a human, or a form that comes back; a database that is busy counts nothing."""
    if request.method == "HEAD" or by_agent(request.headers.get("User-Agent", ""))[0] != HUMAN:
        return
    if not floods.counts(request, at=request.now):
        return
    try:
        (count_refused if is_refused else count_seen)(form, day=request.now.date())
    except OperationalError:
        return


def _onwards(request: Request, what: Found, came: Came) -> HttpResponse:
    """Return the way to the page after it, ours or the company's; the browser may be recognised from now on."""
    where = f"/f/{what.name}/thanks/?lang={request.voice.language}"
    if came.submission_id is not None:
        where += f"&s={download_token(came.submission_id)}"
    if what.design.goes_to and (site := sites.site_of(request)):
        where = f"{site}{what.design.goes_to}"
    response = HttpResponseRedirect(where)
    response.status_code = 303
    if came.identity_id is not None and what.design.is_progressive:
        known.remember(request, response, identity_id=came.identity_id, visitor=came.visitor, is_proved=False)
    return response
