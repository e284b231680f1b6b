"""One import: what the trial found, how far it is, what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render

from dueto.apps.agreements.queries import fields_at, in_force
from dueto.apps.base.purposes import BASES
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries import kept_people, progress_of, reasons_of, waits_for_judging
from dueto.apps.imports.queries.progress import Progress
from dueto.apps.journal.messages import unpacked
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import Field
from dueto.web.addresses import PROSPECTS
from dueto.web.guard import allowed, read_only
from dueto.web.imports.words import FOUND, KEPT, KINDS, STATES, lines, meaning

if TYPE_CHECKING:
    from dueto.apps.imports.models import Import
    from dueto.web.reader import Request

WITH_REASONS: Final = ("checked", "done", "cancelled")
SHOWN: Final = 6
"""So many of the reasons stand on the page; the file has all."""
Fields: TypeAlias = dict[str, Field]


@read_only
@allowed(Right.WORK_BASE)
def page(request: Request, import_id: int) -> HttpResponse:
    """Return the page of an import; one of which nothing is known yet leads to its columns."""
    row = import_for(request.user, import_id)
    if row.state == "draft" and row.upload.path:
        return redirect("import-columns", import_id=import_id)
    return render(request, "imports/page.html", _context(request, row))


@read_only
@allowed(Right.WORK_BASE)
def progress(request: Request, import_id: int) -> HttpResponse:
    """Return the piece that tells how far it is; once nothing moves any more, the whole page is loaded anew."""
    row = import_for(request.user, import_id)
    one = _progress(request, row)
    response = render(request, "imports/progress.html", {"one": one, **_moving(one)})
    if not one.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


def _progress(request: Request, row: Import) -> Progress:
    one = progress_of(row.pk, as_of=request.now)
    assert one is not None
    return one


def _context(request: Request, row: Import) -> dict[str, Any]:
    one = _progress(request, row)
    fields = fields_at(request.now)
    counts = one.counts if one.started_at else one.checked
    return {
        "one": one,
        "row": row,
        "kind": KINDS.get(one.kind),
        "basis": BASES.get(row.choices.get("basis", "")),
        "stands": _stands(one, at=request.now) if one.state == "done" else None,
        "is_in_vain": 0 < counts.get("read", 0) == counts.get("refused", 0),
        "lines": lines(counts),
        "notes": [unpacked(note) for note in row.upload.form.get("notes", ())] if one.state == "checked" else [],
        "preview": [_preview(shown, fields) for shown in row.upload.preview] if one.state == "checked" else [],
        "not_taken": _not_taken(row, fields) if one.state in WITH_REASONS else [],
        "people_url": f"{PROSPECTS}?{urlencode({'brought_by': row.pk})}",
        "kept": [
            {"id": pk, "name": name, "because": KEPT.get(because)} for pk, name, because in kept_people(row.pk)
        ] if one.state == "undone" else [],
        **_moving(one),
    }  # fmt: skip


def _stands(one: Progress, *, at: datetime) -> Message:
    """Return where what came in stands: in the base, and whether its people are judged already. Two queries at most."""
    if waits_for_judging(one.id):
        return say("It is in the base; its people are being judged.")
    return say("It is in the base; its people are judged.") if in_force(at) else say("It is in the base.")


def _moving(one: Progress) -> dict[str, Any]:
    share = one.share
    return {"state": STATES[one.state], "percent": round(100 * share) if share is not None else None}


def _not_taken(row: Import, fields: Fields) -> list[dict[str, Any]]:
    """Return why rows were not taken and cells left out: each reason with how many, and the first of them."""
    return [
        {"number": one.number, "field": meaning(one.field, fields=fields) if one.field else None, "says": one.says,
         "told": " · ".join(cell for cell in one.cells if cell), "count": one.count}
        for one in reasons_of(row.pk, limit=SHOWN)
    ]  # fmt: skip


def _preview(shown: dict[str, Any], fields: Fields) -> dict[str, Any]:
    told = shown["told"]
    left_out = ((field, unpacked(says)) for field, says in shown.get("left_out", ()))
    changes = tuple(meaning(name, fields=fields) for name in shown.get("changes", ()))
    who = next((told[name] for name in ("full_name", "email", "company") if told.get(name)), "")
    rest = (told.get(name) for name in ("role", "company", "email", "phone", "mobile", "country"))
    return {
        "number": shown["number"],
        "who": who,
        "rest": [word for word in rest if word and word != who],
        "refused": unpacked(shown["refused"]) if shown["refused"] else None,
        "found": FOUND.get(shown.get("found", "")),
        "changes": changes,
        "left_out": [{"field": meaning(field, fields=fields), "says": says} for field, says in left_out],
    }
