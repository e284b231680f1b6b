"""The list of imports, and the upload with which one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports.actions import UnableToImport, begin
from dueto.apps.imports.files import MOST
from dueto.apps.imports.queries import latest
from dueto.apps.imports.queries.progress import PAGE, Progress
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say
from dueto.web.guard import allowed
from dueto.web.imports.words import KINDS, STATES

if TYPE_CHECKING:
    from dueto.web.reader import Request

NO_FILE = say("choose a file first")
IN_MEGABYTES = MOST // 1_000_000


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Right.WORK_BASE)
def imports(request: Request) -> HttpResponse:
    """Return the list; an upload is read only once it is known who sends it."""
    if request.method == "POST":
        request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return _upload(request)
    return _page(request)


@csrf_protect
def _upload(request: Request) -> HttpResponse:
    sent = request.FILES.get("file")
    if sent is None or not sent.name:
        return _page(request, error=NO_FILE)
    try:
        made = begin(
            pieces=sent.chunks(), name=sent.name, fields=fields_at(request.now), by=request.user.pk, at=request.now
        )
    except UnableToImport as unable:
        return _page(request, error=unable.says)
    return redirect("import-columns", import_id=made)


def _page(request: Request, *, error: Message | None = None) -> HttpResponse:
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    found = latest(as_of=request.now, before=before)
    context = {
        "rows": [_row(one) for one in found[:PAGE]],
        "older_url": f"?before={found[PAGE - 1].id}" if len(found) > PAGE else "",
        "newest_url": "." if before else "",
        "error": error,
        "megabytes": IN_MEGABYTES,
    }
    return render(request, "imports/list.html", context, status=422 if error else 200)


def _row(one: Progress) -> dict[str, Any]:
    counts = one.counts or one.checked
    return {
        "one": one,
        "kind": KINDS.get(one.kind),
        "state": STATES[one.state],
        "new": counts.get("new", 0),
        "known": counts.get("changed", 0) + counts.get("same", 0),
        "refused": counts.get("refused", 0),
        "at": one.ended_at or one.started_at or one.created_at,
    }
