"""The rows that were not taken, as a file with a reason for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse

from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries import refused_rows
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, read_only
from dueto.web.imports.words import meaning
from dueto.web.journal.views import Line, harmless
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from dueto.web.reader import Request

COLUMNS = (say("row"), say("column"), say("reason"), say("content"))


@read_only
@allowed(Right.WORK_BASE)
def reasons(request: Request, import_id: int) -> StreamingHttpResponse:
    """Return the file, in the language of the reader; no cell of it is taken for a formula."""
    import_for(request.user, import_id)
    response = StreamingHttpResponse(_lines(request, import_id), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="import-{import_id}-refused.csv"'
    return response


def _lines(request: Request, import_id: int) -> Iterator[str]:
    reader, fields = Reader(request.voice, request.zone), fields_at(request.now)
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow([said(column, reader=reader) for column in COLUMNS])
    for number, field, reason, cells in refused_rows(import_id):
        column = said(meaning(field, fields=fields), reader=reader) if field else ""
        row = (number, column, said(reason, reader=reader), " | ".join(cell for cell in cells if cell))
        yield writer.writerow([harmless(cell) for cell in row])
