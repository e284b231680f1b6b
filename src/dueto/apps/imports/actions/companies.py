"""One piece of a list of companies: found by their name, made where nobody has it, known by their id from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.models import Company
from dueto.apps.imports.actions.reading import Reading
from dueto.apps.imports.actions.taking import handle_of
from dueto.apps.imports.models import CompanyHandle, MadeCompany
from dueto.apps.imports.rows import NO_COMPANY, Row, page_in


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one row: the company's name as it compares, and the handle that is new."""

    row: Row
    key: str
    is_new: bool
    handle: str


def plan_companies(rows: Sequence[Row], reading: Reading) -> list[Planned | None]:
    """Return what the rows would add; a row without a name is refused."""
    keys = []
    for row in rows:
        name = row.values["company"].written if "company" in row.values else ""
        keys.append(comparable_company(name)[:200] if name else "")
        if row.refused is None and not keys[-1]:
            row.refused = NO_COMPANY
    known = set(Company.objects.filter(key__in=set(keys)).values_list("key", flat=True))
    handles = [
        handle_of("company_id", row.ids["company_id"], reading.choices) if "company_id" in row.ids else ""
        for row in rows
    ]
    taken = set(CompanyHandle.objects.filter(value__in=handles).values_list("value", flat=True))
    planned: list[Planned | None] = []
    for row, key, handle in zip(rows, keys, handles, strict=True):
        if row.refused is not None:
            planned.append(None)
            continue
        planned.append(Planned(row, key, key not in known, "" if handle in taken else handle))
        known.add(key)
        taken.add(handle)
    return planned


def take_companies(planned: Sequence[Planned | None], *, batch: int, at: datetime) -> None:
    """Write down what the rows add."""
    rows = [one for one in planned if one is not None]
    new = [one for one in rows if one.is_new]
    Company.objects.bulk_create(
        (
            Company(
                key=one.key, name=one.row.values["company"].written[:200], domain=_domain(one.row),
                country=_written(one.row, "country").upper()[:2], created_at=at,
            )
            for one in new
        ),
        ignore_conflicts=True,
    )  # fmt: skip
    found = Company.objects.filter(key__in=[one.key for one in rows]).values_list("key", "id", "merged_into_id")
    ids = {key: merged or pk for key, pk, merged in found}
    MadeCompany.objects.bulk_create(MadeCompany(batch_id=batch, company_id=ids[one.key]) for one in new)
    CompanyHandle.objects.bulk_create(
        (CompanyHandle(value=one.handle, company_id=ids[one.key], batch=batch) for one in rows if one.handle),
        ignore_conflicts=True,
    )


def _domain(row: Row) -> str:
    site = _written(row, "website").lower()
    _, host = page_in(site if "//" in site else f"//{site}")
    return host.removeprefix("www.")


def _written(row: Row, field: str) -> str:
    return row.values[field].written if field in row.values else ""
