"""A form before it is published: as a page, inside a page of the company, and on a telephone. Nothing is taken down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from dueto.adapters.voice import LANGUAGES
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.access import designed_form_for
from dueto.apps.forms.asking import to_ask
from dueto.apps.forms.design import design_from
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.forms.found import Found, speak
from dueto.web.forms.public import form_context, thanks_context
from dueto.web.forms.taking import Back
from dueto.web.guard import allowed, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request

LOOKS = {"page": say("As a page"), "site": say("Inside the site"), "phone": say("On a telephone")}


@read_only
@allowed(Right.WORK_BASE)
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def preview(request: Request, name: str) -> HttpResponse:
    """Return the draft as its readers would see it, in one of three places."""
    form = designed_form_for(request.user, name)
    design = design_from(form.draft)
    look = request.GET.get("as", "page")
    look = look if look in LOOKS else "page"
    asked_for = request.GET.get("lang", request.voice.language)
    language = asked_for if asked_for in design.languages else design.languages[0]
    context = {
        "form": form,
        "look": look,
        "draft_url": f"/forms/{name}/draft/?lang={language}" + ("&in=site" if look == "site" else ""),
        "draft_language": language,
        "languages": [one for one in LANGUAGES if one in design.languages],
        "tabs": [
            {"label": words, "url": f"?as={key}&lang={language}", "is_current": key == look, "count": None}
            for key, words in LOOKS.items()
        ],
    }
    return render(request, "forms/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@allowed(Right.WORK_BASE)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]
def draft(request: Request, name: str) -> HttpResponse:
    """Return the draft alone; sending it shows the page of thanks and writes nothing."""
    version = in_force(request.now)
    if version is None:
        raise Http404("no agreement, so no forms")
    design = design_from(designed_form_for(request.user, name).draft)
    speak(request, design.languages)
    what = Found(name, design, None, version.agreement)
    if request.method == "POST":
        return render(request, "forms/thanks.html", thanks_context(request, what, None))
    fields = to_ask(design, version.agreement)
    context = {
        **form_context(request, what, Back(), fields=fields),
        "is_embedded": request.GET.get("in") == "site",
        "preview_url": f"{request.path}?lang={request.voice.language}",
    }
    return render(request, "forms/page.html", context)
