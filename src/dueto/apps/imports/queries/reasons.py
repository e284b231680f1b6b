"""Why rows were not taken, counted by reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Min

from dueto.apps.imports.models import RefusedRow, Upload
from dueto.apps.journal.messages import unpacked
from dueto.domain.basics.message import Message


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows were refused, or cells of a field left out: how many, and the first of them."""

    count: int
    number: int
    field: str
    says: Message
    cells: tuple[str, ...]


def reasons_of(import_id: int, *, limit: int) -> list[Reason]:
    """Return the reasons for what was not taken, those of most rows first. Two queries."""
    rows = RefusedRow.objects.filter(batch=import_id)
    groups = rows.values("field", "reason__text").annotate(count=Count("id"), first=Min("id"))
    counts = dict(groups.order_by("-count", "first").values_list("first", "count")[:limit])
    firsts = rows.in_bulk(list(counts))
    return [_reason(firsts[first], count) for first, count in counts.items() if first in firsts]


@dataclass(frozen=True, slots=True)
class Untaken:
    """A row that was not taken, or not whole: its cells as they stand in the file, and why, by field if it is one."""

    number: int
    reasons: tuple[tuple[str, Message], ...]
    stood: tuple[str, ...]


def untaken(import_id: int) -> Iterator[Untaken]:
    """Yield the rows of which something was not taken, each once, without holding them all."""
    kept = RefusedRow.objects.filter(batch=import_id).order_by("number", "id")
    rows = kept.values_list("number", "field", "reason", "stood").iterator(chunk_size=500)
    for number, group in groupby(rows, key=itemgetter(0)):
        of_row = list(group)
        stood = next((tuple(stood) for *_, stood in of_row if stood), ())
        yield Untaken(number, tuple((field, _said(reason)) for _, field, reason, _ in of_row), stood)


def refused_rows(import_id: int) -> Iterator[tuple[int, str, Message, list[str]]]:
    """Yield the rows that were not taken and the cells that were left out: number, field, reason, what stood there."""
    rows = RefusedRow.objects.filter(batch=import_id).order_by("number", "id")
    for number, field, reason, cells in rows.values_list("number", "field", "reason", "cells").iterator():
        yield number, field, _said(reason), cells


def headers_of(import_id: int) -> tuple[str, ...]:
    """Return the headers of the file of an import; none where they are no longer kept."""
    form = Upload.objects.filter(batch=import_id).values_list("form", flat=True).first()
    return tuple((form or {}).get("headers", ()))


def _reason(row: RefusedRow, count: int) -> Reason:
    return Reason(count, row.number, row.field, _said(row.reason), tuple(row.cells))


def _said(reason: object) -> Message:
    says = unpacked(reason)
    return says if isinstance(says, Message) else Message(str(says))
