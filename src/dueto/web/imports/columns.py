"""What the list is and what its columns mean: guessed, shown with samples, changed and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports.access import import_for
from dueto.apps.imports.actions import UnableToImport, check, choose, save_mapping
from dueto.apps.imports.choices import COMPANIES, choices_from
from dueto.apps.imports.queries import columns_of
from dueto.apps.journal.messages import unpacked
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message
from dueto.web.guard import allowed
from dueto.web.imports.forms import About, Typed, read_columns, refuse_of_people
from dueto.web.imports.words import RULES, meanings

if TYPE_CHECKING:
    from dueto.apps.imports.models import Import
    from dueto.web.reader import Request

SHOWN = 200
"""So many columns can be given a meaning by hand; those beyond stay as they were guessed."""
OPEN = ("draft", "checked", "failed")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.WORK_BASE)
def columns(request: Request, import_id: int) -> HttpResponse:
    """Return the form; posted, keep what was chosen and let the list be tried out."""
    row = import_for(request.user, import_id)
    if row.state not in OPEN or not row.upload.path:
        return redirect("import", import_id=import_id)
    before = choices_from(row.choices)
    if request.method != "POST":
        return _page(request, row, About(initial=About.told_by(before), voice=request.voice), None)
    form = About(request.POST, voice=request.voice)
    fields = fields_at(request.now)
    shown = columns_of(row)[:SHOWN]
    typed = read_columns(request.POST, shown, before=before, fields=fields)
    if request.POST.get("kind") == COMPANIES:
        refuse_of_people(typed, fields=fields)
    if not form.is_valid() or typed.errors:
        return _page(request, row, form, typed)
    try:
        choose(
            import_id=import_id, choices=form.choices(typed, before=before), fields=fields, at=request.now
        )  # fmt: skip
        if name := form.cleaned_data["save_as"].strip():
            save_mapping(import_id=import_id, name=name, by=request.user.pk, at=request.now)
        check(import_id=import_id, at=request.now)
    except UnableToImport as unable:
        if unable.field in form.fields:
            form.refuse(unable.field, unable.says)
            return _page(request, row, form, typed)
        return _page(request, row, form, typed, error=unable.says)
    return redirect("import", import_id=import_id)


def _page(
    request: Request, row: Import, form: About, typed: Typed | None, *, error: Message | None = None
) -> HttpResponse:
    shown = columns_of(row)
    choices = choices_from(row.choices)
    fields = fields_at(request.now)
    context = {
        "row": row, "form": form, "error": error, "rules": RULES, "meanings": meanings(fields),
        "form_says": unpacked(row.upload.form.get("says")),
        "notes": [unpacked(note) for name in ("remarks", "notes") for note in row.upload.form.get(name, ())],
        "columns": [
            _column(place, column, typed, choices.updates) for place, column in enumerate(shown[:SHOWN])
        ],
        "beyond": max(0, len(shown) - SHOWN),
    }  # fmt: skip
    is_wrong = error is not None or bool(typed)
    return render(request, "imports/columns.html", context, status=422 if is_wrong else 200)


def _column(place: int, column: Any, typed: Typed | None, updates: Any) -> dict[str, Any]:
    meant = typed.meanings.get(place, column.meaning) if typed else column.meaning
    rule = typed.rules.get(place, "") if typed else updates.get(column.meaning, "")
    return {
        "place": place, "header": column.header, "samples": column.samples, "meaning": meant, "rule": rule,
        "error": typed.errors.get(place) if typed else None,
    }  # fmt: skip
