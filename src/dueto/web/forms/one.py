"""One form: its numbers, what goes into the company's pages, its versions, and putting it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.forms import form_names
from dueto.apps.base.queries.who import named
from dueto.apps.forms.access import designed_form_for
from dueto.apps.forms.actions import UnableToDesign, archive_form, make_form, restore_form
from dueto.apps.forms.queries.published import Listed, listed, versions_of
from dueto.apps.leads.queries.figures import PERIOD, figures
from dueto.apps.leads.queries.reach import people_of_form
from dueto.apps.team.rights import Right, may
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import say
from dueto.web.forms.found import Found, consents
from dueto.web.forms.questions import asked, title
from dueto.web.forms.sites import sites
from dueto.web.forms.starting import adapted
from dueto.web.forms.taking import agreed_name
from dueto.web.forms.tokens import site_token
from dueto.web.forms.words import MAKES, state
from dueto.web.guard import allowed, members, post_only, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def overview(request: Request, name: str) -> HttpResponse:
    """Return one form with its numbers, its snippets, its versions and who sent it last."""
    agreement = _agreement(request)
    form = _listed(agreement, name)
    counts_as = form.design.counts_as or name
    people = people_of_form(counts_as, since=request.now - PERIOD, limit=12)
    names = named(people)
    context = {
        "form": form,
        "title": title(name, form.design),
        "state": state(form),
        "makes": MAKES[form.design.makes],
        "figures": figures([form], as_of=request.now)[name],
        "address": f"{settings.PUBLIC_ADDRESS}/f/{name}/",
        "snippets": _snippets(request, form, agreement) if form.is_open else None,
        "sites": sites(),
        "versions": versions_of(name),
        "people": [(person, names.get(person, "")) for person in people],
        "may_design": may(request.user, Right.WORK_BASE),
    }
    return render(request, "forms/one.html", context)


@post_only
@allowed(Right.WORK_BASE)
def design(request: Request, name: str) -> HttpResponse:
    """Begin to design a form that so far only the agreement calls for."""
    agreement = _agreement(request)
    if name not in form_names(agreement):
        raise Http404("no such form")
    try:
        make_form(name=name, design=adapted(agreement, name), by=request.user.pk, at=request.now)
    except UnableToDesign as unable:
        messages.info(request, request.voice(next(iter(unable.says.values()))))
    return redirect("form_edit", name)


@post_only
@allowed(Right.WORK_BASE)
def archive(request: Request, name: str) -> HttpResponse:
    """Put the form away."""
    archive_form(form_id=designed_form_for(request.user, name).pk, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The form is archived; what came in by it stays.")))
    return redirect("form_overview", name)


@post_only
@allowed(Right.WORK_BASE)
def restore(request: Request, name: str) -> HttpResponse:
    """Take the form out again."""
    restore_form(form_id=designed_form_for(request.user, name).pk, by=request.user.pk, at=request.now)
    messages.success(request, request.voice(say("The form is in use again.")))
    return redirect("form_overview", name)


def _agreement(request: Request) -> Agreement:
    version = in_force(request.now)
    if version is None:
        raise Http404("no agreement, so no forms")
    return version.agreement


def _listed(agreement: Agreement, name: str) -> Listed:
    form = next((one for one in listed(agreement) if one.name == name), None)
    if form is None:
        raise Http404("no such form")
    return form


def _snippets(request: Request, form: Listed, agreement: Agreement) -> dict[str, Any]:
    """Return what goes into the company's own pages: as a frame, and as plain HTML."""
    address = f"{settings.PUBLIC_ADDRESS}/f/{form.name}/"
    language = request.voice.language
    if language not in form.design.languages:
        language = form.design.languages[0]
    words = consents(request, Found(form.name, form.design, None, agreement))
    context = {
        "address": f"{address}?lang={language}",
        "language": language,
        "collect": settings.COLLECT_ADDRESS,
        "token": site_token(form.name),
        "questions": asked(form.design, agreement, typed={}, errors={}, voice=request.voice),
        "consents": [
            {"name": agreed_name(one.purpose), "text": text, "is_required": one.is_required} for one, text in words
        ],
        "request": request,
    }
    named = request.voice(title(form.name, form.design)).replace('"', "&quot;")
    return {
        "frame": f'<iframe src="{address}embed/?lang={language}" title="{named}" width="100%" height="820" '
        'loading="lazy" data-dueto-form></iframe>',
        "plain": render_to_string("forms/snippet.html", context).strip(),
    }
