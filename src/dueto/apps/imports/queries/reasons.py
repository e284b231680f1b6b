"""Why rows were not taken, counted by reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min

from dueto.apps.imports.models import RefusedRow
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


def _reason(row: RefusedRow, count: int) -> Reason:
    says = unpacked(row.reason)
    return Reason(count, row.number, row.field, says if isinstance(says, Message) else Message(str(says)),
                  tuple(row.cells))  # fmt: skip
