"""A list that leaves the house as a file: whom somebody chose, or everybody whom the conditions mean."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qsl, urlencode

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from dueto.adapters.writers.separated import separated
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
    return _sent(request, written, kind=KINDS[form], name=f"{title.lower()}-{request.now:%Y-%m-%d}.{form}")


def _said(request: HttpRequest) -> str:
    """Return the conditions as the journal may keep them: not what was searched for."""
    return urlencode([pair for pair in parse_qsl(request.GET.urlencode()) if pair[0] not in ("q", "person")])


def _sent(request: HttpRequest, written: Iterator[bytes], *, kind: str, name: str) -> HttpResponse:
    body: Iterator[bytes] | AsyncIterator[bytes] = written
    if isinstance(request, ASGIRequest):
        body = _one_by_one(written)
    response = StreamingHttpResponse(body, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response  # type: ignore[return-value]


async def _one_by_one(written: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the pieces, each made in a thread when the one before has been sent."""
    take = sync_to_async(lambda: next(written, None), thread_sensitive=True)
    while (piece := await take()) is not None:
        yield piece
