"""The page of the journal and its file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from dueto.apps.base.queries.who import named
from dueto.apps.journal.pages import Asked, everything, page
from dueto.apps.team.queries import all_names
from dueto.apps.team.rights import Right
from dueto.web.guard import allowed, read_only
from dueto.web.journal.asked import Question
from dueto.web.journal.shown import told, told_one
from dueto.web.reader import Request
from dueto.web.speech import Reader, said

COLUMNS = ("when", "by", "tag", "sentence", "subject", "subject_id", "person_id", "agreement_id")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    response = StreamingHttpResponse(_lines(asked, reader), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="journal.csv"'
    return response


def _lines(asked: Asked, reader: Reader) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # spreadsheets read UTF-8 by this mark
    for entry in everything(asked):
        cells = (
            entry.happened_at.isoformat(), entry.by.name if entry.by else "Dueto", entry.tag,
            said(told_one(entry), reader=reader), entry.subject, entry.subject_id, entry.person_id, entry.agreement_id,
        )  # fmt: skip
        yield writer.writerow([harmless(cell) for cell in cells])


class Line:
    """What the writer of CSV writes to: it hands each line on."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def harmless(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _key(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None
