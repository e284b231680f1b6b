"""The rows that were not taken, or not whole, as a file: as they stand in the list, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dueto.adapters.readers.own import OWN, theirs
from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.streamed import streamed
from dueto.apps.agreements.queries import fields_at
from dueto.apps.imports.access import import_for
from dueto.apps.imports.queries import Untaken, headers_of, untaken
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import say
from dueto.web.guard import allowed, read_only
from dueto.web.imports.words import meaning
from dueto.web.speech import Reader, said

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from dueto.domain.conditions.fields import Field
    from dueto.web.reader import Request

COLUMNS = (say("row"), say("reason"))


@read_only
@allowed(Right.WORK_BASE)
def reasons(request: Request, import_id: int) -> StreamingHttpResponse:
    """Return the file, under the headers of the list, so that its rows can be mended and brought in again.

    Number and reasons stand before, in the language of the reader; no cell is taken for a formula.
    """
    import_for(request.user, import_id)
    name = f"import-{import_id}-refused.csv"
    return streamed(request, separated(_rows(request, import_id)), kind="text/csv; charset=utf-8", name=name)


def _rows(request: Request, import_id: int) -> Iterator[list[Cell]]:
    reader, fields = Reader(request.voice, request.zone), fields_at(request.now)
    headers = headers_of(import_id)
    places = theirs(headers)
    yield [*(f"{OWN}{said(column, reader=reader)}" for column in COLUMNS), *(headers[place] for place in places)]
    for one in untaken(import_id):
        stood = [one.stood[place] for place in places if place < len(one.stood)]
        yield [one.number, _why(one, fields, reader), *stood, *one.stood[len(headers) :]]


def _why(one: Untaken, fields: Mapping[str, Field], reader: Reader) -> str:
    told = []
    for field, says in one.reasons:
        why = said(says, reader=reader)
        told.append(f"{said(meaning(field, fields=fields), reader=reader)}: {why}" if field else why)
    return " | ".join(told)
