"""A list of companies that leaves the house as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponseBase
from django.shortcuts import redirect

from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.streamed import streamed
from dueto.adapters.writers.workbook import workbook
from dueto.apps.base.queries.records import fields_of_records, written_on
from dueto.apps.leads.actions.exporting import note_companies_exported
from dueto.apps.leads.queries.firms.found import pieces
from dueto.apps.leads.queries.firms.rows import FirmRow, rows_of
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Value, say
from dueto.web.companies.conditions import Asked, asked_in
from dueto.web.guard import allowed, post_only
from dueto.web.people.words import country_name
from dueto.web.prospects.exports import KINDS

if TYPE_CHECKING:
    from dueto.web.reader import Request

OWN: Final[tuple[Value, ...]] = (
    say("number"), say("company"), say("domain"), say("country"), say("people"), say("last act on"),
    say("looked after by"), say("customer since"), say("bought"), say("renewed on"), say("with sales"), say("came on"),
)  # fmt: skip


@post_only
@allowed(Right.WORK_BASE)
def export(request: Request) -> HttpResponseBase:
    """Return the file of all companies that meet the conditions of the address, written while it is sent."""
    form = request.POST.get("format", "csv")
    asked = asked_in(request)
    if form not in KINDS:
        return redirect(asked.address())
    said = urlencode([pair for pair in parse_qsl(request.GET.urlencode()) if pair[0] != "q"])
    note_companies_exported(form=form, conditions=said, by=request.user.pk, at=request.now)
    title = request.voice(say("Companies"))
    written = separated(table(request, asked)) if form == "csv" else workbook(table(request, asked), title=title)
    return streamed(request, written, kind=KINDS[form], name=f"{title.lower()}-{request.now:%Y-%m-%d}.{form}")


def table(request: Request, asked: Asked) -> Iterator[Sequence[Cell]]:
    """Yield the heading, then each company with what stands on its record; seven queries for each piece."""
    fields = fields_of_records(asked.wording.fields.values())
    today = request.now.astimezone(request.zone).date()
    yield [request.voice(one) for one in (*OWN, *(field.label for field in fields.values()))]
    for ids in pieces(asked.filters, as_of=request.now, today=today):
        told = written_on(ids, tuple(fields))
        for one in rows_of(ids, today=today):
            yield [*_own(one, request), *(told.get((one.firm.id, name), "") for name in fields)]


def _own(one: FirmRow, request: Request) -> Sequence[Cell]:
    firm = one.firm
    return (
        firm.id, firm.name, firm.domain, country_name(firm.country, voice=request.voice) if firm.country else "",
        firm.people, _local(firm.last_act_at, request), firm.owner, one.customer_since, ", ".join(one.products),
        one.renews_on, ", ".join(one.executives), _local(firm.created_at, request),
    )  # fmt: skip


def _local(at: datetime | None, request: Request) -> datetime | None:
    return at.astimezone(request.zone) if at else None
