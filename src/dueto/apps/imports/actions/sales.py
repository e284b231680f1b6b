"""Sales of the past of which only the company is known: they stand on its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.actions.companies import Said, write_records
from dueto.apps.base.models import CompanyFact
from dueto.apps.imports.rows import PAST, Row


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale of a company. `said` is nothing where it stands on the record already."""

    row: Row
    said: Said | None


def plan_sales(rows: Sequence[Row], companies: Mapping[str, tuple[int, str]], *, at: datetime) -> dict[int, Sale]:
    """Return the sales of these rows whose company is known, by the number of the row. One query, none for none."""
    told = {row.number: _said(row, companies[row.ids["company_id"]][0], at) for row in rows
            if row.past and row.ids.get("company_id") in companies}  # fmt: skip
    if not told:
        return {}
    stands = set(
        CompanyFact.objects.filter(company__in={one.company_id for one in told.values()}, field=PAST.name)
        .values_list("company_id", "value", "written", "known_at")
    )  # fmt: skip
    sales = {}
    for row in rows:
        if (said := told.get(row.number)) is not None:
            mark = (said.company_id, said.value, said.written, said.known_at)
            sales[row.number] = Sale(row, None if mark in stands else said)
            stands.add(mark)
    return sales


def take_sales(sales: Sequence[Sale], *, batch: int, at: datetime) -> None:
    """Write them on the records."""
    if said := [one.said for one in sales if one.said is not None]:
        write_records(said, source="import", at=at, batch=batch)


def _said(row: Row, company_id: int, at: datetime) -> Said:
    past = row.past[PAST.name]
    return Said(company_id, past.field, past.value, past.written, row.occurred_at or row.known_at or at)
