"""The rows that were not taken, as a file with a reason for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.streamed import streamed
from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries import refused_rows
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, read_only
from dueto.web.imports.words import meaning
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from dueto.web.reader import Request

COLUMNS = (say("row"), say("column"), say("reason"), say("content"))


@read_only
@allowed(Right.WORK_BASE)
def reasons(request: Request, import_id: int) -> StreamingHttpResponse:
    """Return the file, in the language of the reader; no cell of it is taken for a formula."""
    import_for(request.user, import_id)
    name = f"import-{import_id}-refused.csv"
    return streamed(request, separated(_rows(request, import_id)), kind="text/csv; charset=utf-8", name=name)


def _rows(request: Request, import_id: int) -> Iterator[tuple[Cell, ...]]:
    reader, fields = Reader(request.voice, request.zone), fields_at(request.now)
    yield tuple(said(column, reader=reader) for column in COLUMNS)
    for number, field, reason, cells in refused_rows(import_id):
        column = said(meaning(field, fields=fields), reader=reader) if field else ""
        yield number, column, said(reason, reader=reader), " | ".join(cell for cell in cells if cell)
