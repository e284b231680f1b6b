"""Sales of the past of which only the company is known: they stand on its record, and it is known by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.actions.companies import Said, write_records
from dueto.apps.base.models import CompanyFact
from dueto.apps.imports.actions.handles import companies_by_handle, handle_in
from dueto.apps.imports.choices import Choices
from dueto.apps.imports.models import CompanyHandle
from dueto.apps.imports.rows import PAST, Row


@dataclass(frozen=True, slots=True)
class Sale:
    """One sale of a company, or one stage of it.

    `said` is nothing where it stands on the record already; `handle` is the deal's, empty where it is kept already.
    """

    row: Row
    company_id: int
    said: Said | None
    handle: str

    @property
    def adds(self) -> bool:
        """Whether anything of the row is new."""
        return bool(self.said or self.handle)


def plan_sales(
    rows: Sequence[Row], companies: Mapping[str, tuple[int, str]], choices: Choices, *, at: datetime
) -> dict[int, Sale]:
    """Return the sales of these rows whose company is known, by the number of the row. Two queries, none for none.

    A company is known by its own id, else by the id of a deal that an earlier row told of it.
    """
    told = [row for row in rows if row.past]
    deals = {handle: pk for handle, (pk, _) in companies_by_handle(handle_in(row, "deal_id", choices) for row in told)
             .items()}  # fmt: skip
    kept, found = set(deals), {}
    for row in told:
        deal = handle_in(row, "deal_id", choices)
        named = companies.get(handle_in(row, "company_id", choices))
        company = named[0] if named else deals.get(deal)
        if company is None:
            continue
        found[row.number] = Sale(row, company, _said(row, company, at), "" if deal in kept else deal)
        if deal:
            deals.setdefault(deal, company)
            kept.add(deal)
    return _without_known(found)


def take_sales(sales: Sequence[Sale], *, batch: int, at: datetime) -> None:
    """Write them on the records, and by which ids their deals are known."""
    CompanyHandle.objects.bulk_create(
        (CompanyHandle(value=one.handle, company_id=one.company_id, batch=batch) for one in sales if one.handle),
        ignore_conflicts=True,
    )
    if said := [one.said for one in sales if one.said is not None]:
        write_records(said, source="import", at=at, batch=batch)


def _without_known(sales: Mapping[int, Sale]) -> dict[int, Sale]:
    """Return the sales without what stands on the records already, or is said twice."""
    if not sales:
        return {}
    stands = set(
        CompanyFact.objects.filter(company__in={one.company_id for one in sales.values()}, field=PAST.name)
        .values_list("company_id", "value", "written", "known_at")
    )  # fmt: skip
    new = {}
    for number, one in sales.items():
        said = one.said
        assert said is not None
        mark = (said.company_id, said.value, said.written, said.known_at)
        new[number] = Sale(one.row, one.company_id, None if mark in stands else said, one.handle)
        stands.add(mark)
    return new


def _said(row: Row, company_id: int, at: datetime) -> Said:
    past = row.past[PAST.name]
    return Said(company_id, past.field, past.value, past.written, row.occurred_at or row.known_at or at)
