"""The list of forms with what became of each, and beginning a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.adapters.voice import Voice
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.actions import UnableToDesign, make_form
from dueto.apps.forms.queries.published import Listed, listed
from dueto.apps.leads.queries.figures import Figures, figures
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Value, say
from dueto.domain.basics.text import slug
from dueto.web.forms.fields import NewForm
from dueto.web.forms.questions import title
from dueto.web.forms.sites import sites
from dueto.web.forms.starting import beginning
from dueto.web.forms.words import MAKES, state
from dueto.web.guard import allowed, members, read_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@read_only
@members
def listing(request: Request) -> HttpResponse:
    """Return every form with its numbers of ninety days; those that were put away stand apart."""
    version = in_force(request.now)
    forms = listed(version.agreement if version else None)
    numbers = figures(forms, as_of=request.now)
    context = {
        "columns": _columns(),
        "rows": [_row(one, numbers[one.name], request.voice) for one in forms if one.archived_at is None],
        "archived": [(one.name, title(one.name, one.design)) for one in forms if one.archived_at is not None],
        "sites": sites(),
        "may_design": version is not None and may(request.user, Right.WORK_BASE),
    }
    return render(request, "forms/listing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.WORK_BASE)
def new(request: Request) -> HttpResponse:
    """Return the page on which a form begins, or begin it with what the definition requires."""
    version = in_force(request.now)
    if version is None:
        return redirect("forms")
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        name = typed["name"] or slug(typed["title"], most=60)
        design = beginning(version.agreement, **{**typed, "name": name})
        try:
            made = make_form(name=name, design=design, by=request.user.pk, at=request.now)
        except UnableToDesign as unable:
            form.refuse_all(unable.says)
        else:
            return redirect("form_edit", made.name)
    status = 422 if request.method == "POST" else 200
    return render(request, "forms/new.html", {"new_form": form}, status=status)


def _columns() -> list[dict[str, Any]]:
    words = (say("Form"), say("State"), say("Makes"))
    counts = (
        say("Seen"),
        say("Begun"),
        say("Sent"),
        say("Confirmed by mail"),
        say("Of 100 who saw it"),
        say("People"),
        say("Qualified afterwards"),
    )
    return [
        *({"label": one, "is_number": False} for one in words),
        *({"label": one, "is_number": True} for one in counts),
    ]


def _row(form: Listed, numbers: Figures, voice: Voice) -> list[dict[str, Any]]:
    share: Value = "—" if numbers.share is None else round(100 * numbers.share, 1)
    texts: list[Value] = [title(form.name, form.design), state(form), MAKES[form.design.makes]]
    counts: list[Value] = [
        numbers.seen or "—",
        numbers.begun or "—",
        numbers.sent,
        numbers.confirmed if form.design.opts_in else "—",
        share,
        numbers.people,
        numbers.qualified,
    ]
    columns = _columns()
    return [
        {
            "text": text, "column": column["label"], "is_number": column["is_number"],
            "href": f"/forms/{form.name}/" if number == 0 else "",
        }
        for number, (text, column) in enumerate(zip([*texts, *counts], columns, strict=True))
    ]  # fmt: skip
