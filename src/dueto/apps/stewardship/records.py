"""People and companies as records to compare: cleaned, folded, with what says nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa

from dueto.apps.base.models import Card, Company, CompanyFact, Fact, present
from dueto.apps.stewardship.persons import COLUMNS, Record, leave_out_shared, person_record
from dueto.domain.basics.text import fold

AT_ONCE = 5_000
OWN = ("phone", "tax_id", "address")
"""What stands on a company's own record and may tell it again."""
PEOPLE_SCHEMA = pa.schema([("id", pa.int64()), *((name, pa.string()) for name in COLUMNS), ("fresh", pa.bool_())])
COMPANY_SCHEMA = pa.schema([
    ("id", pa.int64()),
    *((name, pa.string()) for name in ("name", "domain", "tax_id", "phone", "street", "country")),
    ("fresh", pa.bool_()),
])  # fmt: skip


def people_records(*, since: datetime | None, looked: Callable[[int], None]) -> pa.Table:
    """Return everybody who has a name as records; `fresh` are those of whom something became known since."""
    fresh = _known_since(since) if since is not None else None
    records: list[Record] = []
    cards = Card.objects.filter(present("person__")).exclude(full_name="").order_by("person_id")
    for rows in _pieces(cards.values_list("person_id", "full_name", "email", "phone", "company", "country")):
        for pk, name, mail, phone, company, country in rows:
            record = person_record(pk, name, mail, phone, company, country)
            records.append(record | {"fresh": fresh is None or pk in fresh})
        looked(len(records))
    leave_out_shared(records, "phone")
    return pa.Table.from_pylist(records, schema=PEOPLE_SCHEMA)


def company_records(*, since: datetime | None, looked: Callable[[int], None]) -> pa.Table:
    """Return every company as a record: its name's key, its domain, and its tax id, telephone and address."""
    told = _told_of_companies()
    records: list[Record] = []
    companies = Company.objects.filter(merged_into=None).order_by("id")
    for rows in _pieces(companies.values_list("id", "key", "domain", "country", "created_at")):
        for pk, key, domain, country, created_at in rows:
            said = told.get(pk, {})
            records.append({
                "id": pk, "name": key or None, "domain": domain.lower() or None, "country": country.lower() or None,
                "tax_id": said.get("tax_id"), "phone": said.get("phone"), "street": said.get("address"),
                "fresh": since is None or created_at >= since,
            })  # fmt: skip
        looked(len(records))
    return pa.Table.from_pylist(records, schema=COMPANY_SCHEMA)


def _told_of_companies() -> dict[int, dict[str, str]]:
    """Return what is told of each company: by its people, and, which counts for more, on its own record."""
    told: dict[int, dict[str, str]] = {}
    facts = Fact.objects.filter(field__in=("tax_id", "address"), identity__person__company__isnull=False)
    rows = facts.exclude(value=None).order_by("known_at", "id")
    for company, field, value in rows.values_list("identity__person__company", "field", "value").iterator(AT_ONCE):
        if company is not None and value not in (None, "known"):
            told.setdefault(company, {})[field] = fold(value or "")
    own = CompanyFact.objects.filter(field__in=OWN, company__merged_into=None).order_by("known_at", "id")
    for company, field, value in own.values_list("company", "field", "value").iterator(AT_ONCE):
        held = told.setdefault(company, {})
        if value:
            held[field] = fold(value)
        else:
            held.pop(field, None)
    return told


def _known_since(since: datetime) -> set[int]:
    facts = Fact.objects.filter(known_at__gte=since, identity__person__isnull=False)
    return {pk for pk in facts.values_list("identity__person", flat=True) if pk is not None}


def _pieces(rows: Any) -> Iterator[list[Any]]:
    """Yield the rows in pieces, by keys: no cursor stays open while they are worked on."""
    last = 0
    key = rows.query.order_by[0]
    while piece := list(rows.filter(**{f"{key}__gt": last})[:AT_ONCE]):
        yield piece
        last = piece[-1][0]
