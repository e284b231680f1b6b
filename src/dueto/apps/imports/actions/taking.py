"""One piece of a list of people: what its rows would add, and writing that down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.actions import arriving
from dueto.apps.base.actions.arriving import Plan
from dueto.apps.base.actions.arriving.planning import NOBODY
from dueto.apps.base.actions.arriving.whom import Register
from dueto.apps.base.actions.sources import kept, named_source
from dueto.apps.base.arrivals import Arrival, Found, Key, Update, handles_in, name_in, namesake_of
from dueto.apps.base.facts import Cleaned
from dueto.apps.imports.actions.handles import companies_by_handle, handle_in, handle_of
from dueto.apps.imports.actions.namesakes import namesakes
from dueto.apps.imports.actions.reading import Reading
from dueto.apps.imports.actions.refusing import why_nobody
from dueto.apps.imports.actions.sales import Sale, plan_sales, take_sales
from dueto.apps.imports.choices import ACTIVITIES, DEALS, Choices
from dueto.apps.imports.models import Import, MadeCompany, Moved
from dueto.apps.imports.rows import Row
from dueto.apps.journal.bulk import append
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Problem
from dueto.domain.basics.text import fold

NAMES = ("full_name", "first_name", "last_name")
OF_ANOTHER = say(
    "another list of this system has somebody else in this row: what names people by their rows is given to neither;"
    " if the lists belong to different systems, write another word for one"
)
MOST_ORIGINS = 500
"""A column with more different sources than this is no column of sources."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of one piece, each with its plan; None where the row itself is refused.

    Where nobody is known but the company, a sale of the past is the company's.
    """

    rows: Sequence[Row]
    plans: Sequence[Plan | Sale | None]
    register: Register


def plan_people(rows: Sequence[Row], reading: Reading, *, keeps: bool) -> Piece:
    """Return what the rows would add. `keeps` is whether their sources may be written down."""
    good = [row for row in rows if row.refused is None]
    choices = reading.choices
    companies = companies_by_handle(handle_in(row, "company_id", choices) for row in good)
    origins = _origins(good, reading) if keeps else [None] * len(good)
    arrivals = [
        _arrival(
            row, choices, at=reading.at, company=companies.get(handle_in(row, "company_id", choices)), origin=origin
        )
        for row, origin in zip(good, origins, strict=True)
    ]
    called = _by_name(good, arrivals, choices)
    plans, register = arriving.plan(arrivals, updates=choices.rules(), usual=Update(choices.usual), at=reading.at)
    strangers = [row for row, planned in zip(good, plans, strict=True) if planned.refused is NOBODY]
    sales = plan_sales(strangers, companies, choices, at=reading.at)
    for row, plan in zip(good, plans, strict=True):
        name = called.get(row.number)
        if plan.refused is NOBODY:
            is_named = bool(plan.row.handles)
            plan.refused = name if isinstance(name, Message) else why_nobody(row, choices, is_named=is_named)
        elif name is not None and plan.found is Found.CRM:
            plan.found = Found.ALONE
        row.problems += [_told_twice(row) for key in plan.handles if key.is_again]
    planned = iter([sales.get(row.number, planned) for row, planned in zip(good, plans, strict=True)])
    return Piece(rows, [next(planned) if row.refused is None else None for row in rows], register)


def _by_name(rows: Sequence[Row], arrivals: list[Arrival], choices: Choices) -> dict[int, str | Message]:
    """Return whom rows without any handle mean by a name, or why nobody; those arrivals get the handle of theirs."""
    nameless = [row for row, one in zip(rows, arrivals, strict=True) if not one.may_be_new and not one.handles]
    called = namesakes(nameless, choices)
    for place, one in enumerate(arrivals):
        if isinstance(handle := called.get(one.number), str):
            values = {name: value for name, value in one.values.items() if name not in NAMES}
            arrivals[place] = replace(one, name="", handles=(Key("crm", handle),), values=values)
    return called


def _told_twice(row: Row) -> Problem:
    return Problem(("row_id",), row.number, row.ids["row_id"], OF_ANOTHER)


def take_people(piece: Piece, *, batch: Import, at: datetime) -> None:
    """Write down what the rows add."""
    plans = [one for one in piece.plans if isinstance(one, Plan)]
    take_sales([one for one in piece.plans if isinstance(one, Sale)], batch=batch.pk, at=at)
    taken = arriving.take_in(plans, piece.register, batch=batch.pk, by=batch.by_id, at=at)
    append(MadeCompany, ("batch_id", "company_id"), [(batch.pk, company) for company in taken.companies])
    Moved.objects.bulk_create(
        [Moved(batch=batch, person_id=pk, company_before_id=before) for pk, before in taken.moved.items()],
        ignore_conflicts=True,
    )


def _arrival(
    row: Row, choices: Choices, *, at: datetime, company: tuple[int, str] | None, origin: int | None
) -> Arrival:
    values = row.values
    if company is not None and "company" not in values:
        values = {**values, "company": Cleaned("company", fold(company[1]), company[1], is_personal=False)}
    known_at = row.known_at or at
    name, company_key = (
        name_in(values),
        comparable_company(values["company"].written)[:200] if "company" in values else "",
    )
    crm = [
        Key("crm", handle_of(kind, value, choices), of_row=kind == "row_id")
        for kind, value in row.ids.items()
        if kind != "company_id"
    ]
    return Arrival(
        number=row.number, key=row.key, telling=row.telling, name=name, handles=handles_in(values, crm), values=values,
        occurred_at=row.occurred_at or known_at, known_at=known_at,
        company_id=company[0] if company else None, origin_id=origin, done=row.done, agreed=row.agreed, past=row.past,
        note=row.note,
        may_be_new=choices.kind not in (ACTIVITIES, DEALS) or bool({"email", "phone", "mobile"} & values.keys()),
        teaches_ids=choices.kind != ACTIVITIES, namesake=namesake_of(name, company_key), company_key=company_key,
    )  # fmt: skip


def _origins(rows: Sequence[Row], reading: Reading) -> list[int | None]:
    """Return the source of each row: as it says itself, else as was said of the whole list."""
    choices = reading.choices
    named = []
    for row in rows:
        channel, campaign = row.source
        own = named_source(channel or choices.channel, campaign or choices.campaign)
        is_one_more = own.fingerprint not in reading.origins and len(reading.origins) >= MOST_ORIGINS
        named.append(named_source(choices.channel, choices.campaign) if is_one_more else own)
    if new := [source for source in named if source.fingerprint not in reading.origins]:
        reading.origins |= {mark: source.pk for mark, source in kept(new).items()}
    return [reading.origins[source.fingerprint] if source.channel else None for source in named]
