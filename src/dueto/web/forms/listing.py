"""The forms that the agreement calls for, with what to put into the company's own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.forms import form_names
from dueto.domain.agreement.agreement import Agreement
from dueto.web.forms.questions import asked, consent_words, title
from dueto.web.forms.sites import sites
from dueto.web.forms.tokens import site_token
from dueto.web.guard import members, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def listing(request: Request) -> HttpResponse:
    """Return every form with its address and its two snippets."""
    version = in_force(request.now)
    forms = [_form(request, name, version.agreement) for name in form_names(version.agreement)] if version else []
    return render(request, "forms/listing.html", {"forms": forms, "sites": sites()})


def _form(request: Request, name: str, agreement: Agreement) -> dict[str, Any]:
    address = f"{settings.PUBLIC_ADDRESS}/f/{name}/"
    language = request.voice.language
    context = {
        "address": f"{address}?lang={language}",
        "language": language,
        "collect": settings.COLLECT_ADDRESS,
        "token": site_token(name),
        "questions": asked(agreement, typed={}, errors={}, voice=request.voice),
        "consent": consent_words(agreement, voice=request.voice),
        "request": request,
    }
    return {
        "name": name,
        "title": title(name),
        "address": address,
        "frame": f'<iframe src="{address}embed/?lang={language}" title="{request.voice(title(name))}" '
        'width="100%" height="820" loading="lazy"></iframe>',
        "plain": render_to_string("forms/snippet.html", context).strip(),
    }
