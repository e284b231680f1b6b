"""A list that leaves the house as a file: whom somebody chose, or everybody whom the conditions mean."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponseBase

from dueto.adapters.writers.separated import separated
from dueto.adapters.writers.streamed import streamed
from dueto.adapters.writers.workbook import workbook
from dueto.apps.leads.actions.exporting import note_export
from dueto.apps.leads.queries.pieces import pieces
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, post_only
from dueto.web.prospects.page import shown
from dueto.web.prospects.selection import answer, chosen_in
from dueto.web.prospects.table import choices, rows
from dueto.web.reader import Request

AT_ONCE = 500
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@post_only
@allowed(Right.WORK_BASE)
def export(request: Request) -> HttpResponseBase:
    """Return the file, written while it is sent: it is kept nowhere, and a whole base needs no more room than a page.

    The conditions stand in the address; whom somebody chose and the columns are posted.
    """
    asked = shown(request)
    chosen = chosen_in(request.POST, asked)
    columns = [name for name in choices(asked) if name in request.POST.getlist("column")]
    form = request.POST.get("format", "csv")
    if not columns or form not in KINDS:
        return answer(request, error=say("choose at least one column"), field="column", status=422)
    if chosen.is_nobody:
        return answer(request, error=say("nobody is chosen"), status=422)
    whom = (
        pieces(asked.filters, as_of=request.now)
        if chosen.is_all
        else (chosen.here[start : start + AT_ONCE] for start in range(0, len(chosen.here), AT_ONCE))
    )
    note_export(
        form=form,
        columns=columns,
        conditions=_said(request),
        chosen=len(chosen.here),
        by=request.user.pk,
        at=request.now,
    )
    table = rows(whom, columns, asked=asked, zone=request.zone)
    title = request.voice(say("Prospects"))
    written = separated(table) if form == "csv" else workbook(table, title=title)
    return streamed(request, written, kind=KINDS[form], name=f"{title.lower()}-{request.now:%Y-%m-%d}.{form}")


def _said(request: HttpRequest) -> str:
    """Return the conditions as the journal may keep them: not what was searched for."""
    return urlencode([pair for pair in parse_qsl(request.GET.urlencode()) if pair[0] not in ("q", "person")])
