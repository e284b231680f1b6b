"""The agreement read as sentences, with who signed it and what each version changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from dueto.apps.agreements.queries import document_of, in_force, versions
from dueto.domain.agreement.difference import difference
from dueto.domain.agreement.notices import notices
from dueto.domain.agreement.outline import outline
from dueto.domain.basics.message import Message
from dueto.web.guard import members, read_only

if TYPE_CHECKING:
    from dueto.apps.agreements.models import Agreement
    from dueto.web.reader import Request

SIDES = ("marketing", "sales")


@read_only
@members
def agreement(request: Request, number: int | None = None) -> HttpResponse:
    """Return the version in force, or the one of that number."""
    rows, current = versions(), in_force(request.now)
    wanted = number if number is not None else current.number if current else None
    row = next((one for one in rows if one.number == wanted), None)
    if row is None and number is not None:
        raise Http404("no such version")
    context: dict[str, Any] = {"versions": _listed(rows, current.id if current else None, row)}
    if row is not None:
        document = document_of(row.pk, row.hash)
        context |= {
            "row": row,
            "is_current": current is not None and row.pk == current.id,
            "observes": row.observes_until is not None and request.now < row.observes_until,
            "signatures": _signatures(row),
            "sections": outline(document),
            "notices": notices(document),
        }
    return render(request, "agreement/page.html", context)


def _signatures(row: Agreement) -> list[dict[str, Any]]:
    """Return one line a side, signed or not."""
    by_side = {one.side: one for one in row.signatures.all()}
    return [{"side": side, "signature": by_side.get(side)} for side in SIDES]


def _listed(rows: Sequence[Agreement], current: int | None, shown: Agreement | None) -> list[dict[str, Any]]:
    """Return every version with what it changed against the one before it."""
    changes: dict[int, tuple[Message, ...]] = {}
    for newer, older in pairwise(rows):
        before, after = document_of(older.pk, older.hash), document_of(newer.pk, newer.hash)
        changes[newer.pk] = tuple(change.says() for change in difference(before, after))
    return [
        {
            "row": row,
            "is_current": row.pk == current,
            "is_shown": shown is not None and row.pk == shown.pk,
            "changes": changes.get(row.pk),
        }
        for row in rows
    ]


urlpatterns: list[URLPattern] = [
    path("agreement/", agreement, name="agreement"),
    path("agreement/<int:number>/", agreement, name="agreement_version"),
]
