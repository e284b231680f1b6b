"""The page of the journal and its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.shortcuts import render

from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.streamed import streamed
from dueto.apps.base.queries.who import named
from dueto.apps.journal.pages import Asked, everything, page
from dueto.apps.team.queries import all_names
from dueto.apps.team.rights import Right
from dueto.web.guard import allowed, read_only
from dueto.web.journal.asked import Question
from dueto.web.journal.shown import told, told_one
from dueto.web.reader import Request
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

COLUMNS = ("when", "by", "tag", "sentence", "subject", "subject_id", "person_id", "agreement_id")


@read_only
@allowed(Right.AUDIT)
def journal(request: Request) -> HttpResponse:
    """Return a page of the journal."""
    form = Question(request.GET, members=all_names())
    asked = form.asked(request.zone)
    shown = page(asked, before=_key(request, "before"), after=_key(request, "after"))
    context = {
        "days": told(shown.entries, zone=request.zone),
        "form": form,
        "address": form.address(),
        "about": named([asked.person_id]).get(asked.person_id) if asked.person_id else None,
        "newer_url": f"?{form.address(after=shown.newer)}" if shown.newer else None,
        "older_url": f"?{form.address(before=shown.older)}" if shown.older else None,
    }
    return render(request, "journal/page.html", context)


@read_only
@allowed(Right.AUDIT)
def journal_file(request: Request) -> StreamingHttpResponse:
    """Return the same as a file, row by row."""
    asked = Question(request.GET, members=all_names()).asked(request.zone)
    reader = Reader(request.voice, request.zone, None)
    return streamed(request, separated(_rows(asked, reader)), kind="text/csv; charset=utf-8", name="journal.csv")


def _rows(asked: Asked, reader: Reader) -> Iterator[tuple[Cell, ...]]:
    yield COLUMNS
    for entry in everything(asked):
        yield (
            entry.happened_at.isoformat(), entry.by.name if entry.by else "Dueto", entry.tag,
            said(told_one(entry), reader=reader), entry.subject, entry.subject_id, entry.person_id, entry.agreement_id,
        )  # fmt: skip


def _key(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
