"""Editing a form: words, questions, what it makes, consents; each change is a draft until it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.access import designed_form_for
from dueto.apps.forms.actions import UnableToDesign, change_design, publish_form
from dueto.apps.forms.actions.designs import fast_tracks, problems
from dueto.apps.forms.asking import still_needed, suggested
from dueto.apps.forms.design import Design, design_from
from dueto.apps.team.rights import Right
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import say
from dueto.web.forms.fields import Worded
from dueto.web.forms.parts import PARTS, question_form, question_from
from dueto.web.forms.questions import label_of, title
from dueto.web.forms.starting import question_about
from dueto.web.guard import allowed, post_only, read_only
from dueto.web.people.words import label

if TYPE_CHECKING:
    from dueto.apps.forms.models import Form
    from dueto.web.reader import Request


@read_only
@allowed(Right.WORK_BASE)
def edit(request: Request, name: str) -> HttpResponse:
    """Return the page on which the form is edited."""
    return _page(request, designed_form_for(request.user, name))


@post_only
@allowed(Right.WORK_BASE)
def change(request: Request, name: str, part: str) -> HttpResponse:
    """Change one part of the draft."""
    if part not in PARTS:
        raise Http404("no such part")
    form = designed_form_for(request.user, name)
    design = design_from(form.draft)
    typed = PARTS[part].form(design, request.POST)
    if typed.is_valid():
        try:
            _keep(request, form, PARTS[part].applied(design, typed.cleaned_data))
        except UnableToDesign as unable:
            typed.refuse_all(unable.says)
        else:
            return _back(request, name, part)
    return _page(request, form, {part: typed}, status=422)


@post_only
@allowed(Right.WORK_BASE)
def add_question(request: Request, name: str) -> HttpResponse:
    """Ask one field more."""
    form = designed_form_for(request.user, name)
    field = request.POST.get("field", "")
    design = design_from(form.draft)
    if field and field not in design.fields:
        try:
            _keep(request, form, design.with_question(question_about(field)))
        except UnableToDesign as unable:
            messages.error(request, request.voice(next(iter(unable.says.values()))))
    return _back(request, name, f"question-{field}" if field in _agreement(request).fields else "questions")


@post_only
@allowed(Right.WORK_BASE)
def change_question(request: Request, name: str, field: str) -> HttpResponse:
    """Change how one field is asked."""
    form, design = _asking(request, name, field)
    question = design.question(field)
    assert question is not None
    typed = question_form(question, request.POST)
    if typed.is_valid():
        try:
            _keep(request, form, design.with_question(question_from(field, typed.cleaned_data)))
        except UnableToDesign as unable:
            typed.refuse_all(unable.says)
        else:
            return _back(request, name, f"question-{field}")
    return _page(request, form, {f"question-{field}": typed}, status=422)


@post_only
@allowed(Right.WORK_BASE)
def move_question(request: Request, name: str, field: str) -> HttpResponse:
    """Ask it one place earlier, or later."""
    form, design = _asking(request, name, field)
    _keep(request, form, design.moved(field, 1 if request.POST.get("to") == "later" else -1))
    return _back(request, name, f"question-{field}")


@post_only
@allowed(Right.WORK_BASE)
def remove_question(request: Request, name: str, field: str) -> HttpResponse:
    """Ask it no more."""
    form, design = _asking(request, name, field)
    _keep(request, form, design.without(field))
    return _back(request, name, "questions")


@post_only
@allowed(Right.WORK_BASE)
def publish(request: Request, name: str) -> HttpResponse:
    """Show the world the draft from now on."""
    form = designed_form_for(request.user, name)
    try:
        version = publish_form(form_id=form.pk, agreement=_agreement(request), by=request.user.pk, at=request.now)
    except UnableToDesign:
        return _page(request, form, status=422)
    messages.success(request, request.voice(say("Version {number} is published.", number=version.number)))
    return redirect("form_overview", name)


def _asking(request: Request, name: str, field: str) -> tuple[Form, Design]:
    form = designed_form_for(request.user, name)
    design = design_from(form.draft)
    if field not in design.fields:
        raise Http404("it does not ask that")
    return form, design


def _keep(request: Request, form: Form, design: Design) -> None:
    change_design(form_id=form.pk, design=design, agreement=_agreement(request), by=request.user.pk, at=request.now)


def _agreement(request: Request) -> Agreement:
    version = in_force(request.now)
    if version is None:
        raise Http404("no agreement, so no forms")
    return version.agreement


def _back(request: Request, name: str, part: str) -> HttpResponse:
    """Return to where something was changed; for htmx the page at once, of which it takes that part only."""
    if "HX-Request" in request.headers:
        return _page(request, designed_form_for(request.user, name), saved=part)
    response = redirect("form_edit", name)
    response.headers["Location"] += f"#{part}"
    return response


def _page(
    request: Request, form: Form, typed: dict[str, Worded] | None = None, *, saved: str = "", status: int = 200
) -> HttpResponse:
    agreement = _agreement(request)
    design = design_from(form.draft)
    bound = typed or {}
    context = {
        "form": form,
        "title": title(form.name, design),
        "problems": problems(design, agreement).values(),
        "is_changed": form.is_changed,
        "parts": {part: bound.get(part) or PARTS[part].form(design) for part in PARTS},
        "questions": _questions(design, agreement, bound),
        "needed": [(name, label(name, fields=agreement.fields)) for name in still_needed(design, agreement)],
        "others": [(name, label(name, fields=agreement.fields)) for name in suggested(design, agreement)],
        "may_ask_origin": "heard_from" in agreement.fields and "heard_from" not in design.fields,
        "is_fast": design.counts_as in fast_tracks(agreement),
        "was_refused": bool(bound),
        "saved": saved,
    }
    return render(request, "forms/edit.html", context, status=status)


def _questions(design: Design, agreement: Agreement, bound: dict[str, Worded]) -> list[dict[str, Any]]:
    last = len(design.questions) - 1
    return [
        {
            "field": one.field,
            "saved": f"question-{one.field}",
            "label": label_of(design, agreement, one.field),
            "is_required": one.is_required,
            "answers": len(one.answers),
            "form": bound.get(f"question-{one.field}") or question_form(one),
            "is_open": f"question-{one.field}" in bound,
            "is_first": number == 0,
            "is_last": number == last,
        }
        for number, one in enumerate(design.questions)
    ]
