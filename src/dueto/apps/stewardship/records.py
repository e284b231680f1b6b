"""People and companies as records to compare: cleaned, folded, with what says nothing left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeAlias

import pyarrow as pa

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.adapters.readers.cleaning.names import split_name
from dueto.adapters.readers.cleaning.nicknames import given_names_in_full
from dueto.apps.base.models import Card, Company, Fact, present
from dueto.domain.basics.text import fold

Record: TypeAlias = dict[str, Any]
AT_ONCE = 5_000
SHARED_BY = 3
"""A phone of so many people is a switchboard's."""
NO_USER = frozenset({
    "info", "ventas", "contacto", "admin", "administracion", "compras", "gerencia", "hola", "hello", "sales", "contact",
    "office", "oficina", "recepcion", "marketing", "logistica", "calidad", "rrhh", "soporte", "support", "mail",
    "correo", "facturacion", "pagos",
})  # fmt: skip
"""Users of addresses that are nobody's own."""
PEOPLE_SCHEMA = pa.schema([
    ("id", pa.int64()),
    *((name, pa.string()) for name in (
        "given", "given_first", "surname", "second", "mail_user", "phone", "company", "country")),
    ("fresh", pa.bool_()),
])  # fmt: skip
COMPANY_SCHEMA = pa.schema([
    ("id", pa.int64()),
    *((name, pa.string()) for name in ("name", "domain", "tax_id", "phone", "street", "country")),
    ("fresh", pa.bool_()),
])  # fmt: skip


def person_record(pk: int, name: str, mail: str, phone: str, company: str, country: str) -> Record:
    """Return one person as a record: given names in full, two surnames, the user of the address, the company's key."""
    parts = split_name(name) if name else None
    given = given_names_in_full(fold(parts.first)) if parts else ""
    surnames = fold(parts.last).split() if parts else []
    user = fold(mail.partition("@")[0]).partition("+")[0]
    return {
        "id": pk, "given": given or None, "given_first": given.partition(" ")[0] or None,
        "surname": surnames[0] if surnames else None, "second": " ".join(surnames[1:]) or None,
        "mail_user": None if len(user) < 3 or user in NO_USER else user, "phone": phone or None,
        "company": comparable_company(company) or None, "country": country.lower() or None,
    }  # fmt: skip


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
    _leave_out_shared(records, "phone")
    return pa.Table.from_pylist(records, schema=PEOPLE_SCHEMA)


def company_records(*, since: datetime | None, looked: Callable[[int], None]) -> pa.Table:
    """Return every company as a record: its name's key, its domain, and what its people say of tax id and telephone."""
    told = _told_of_companies()
    records: list[Record] = []
    companies = Company.objects.filter(merged_into=None).order_by("id")
    for rows in _pieces(companies.values_list("id", "key", "domain", "country", "created_at")):
        for pk, key, domain, country, created_at in rows:
            said = told.get(pk, {})
            records.append({
                "id": pk, "name": key or None, "domain": domain.lower() or None, "country": country.lower() or None,
                "tax_id": said.get("tax_id"), "phone": None, "street": said.get("address"),
                "fresh": since is None or created_at >= since,
            })  # fmt: skip
        looked(len(records))
    return pa.Table.from_pylist(records, schema=COMPANY_SCHEMA)


def _told_of_companies() -> dict[int, dict[str, str]]:
    told: dict[int, dict[str, str]] = {}
    facts = Fact.objects.filter(field__in=("tax_id", "address"), identity__person__company__isnull=False)
    rows = facts.exclude(value=None).order_by("known_at", "id")
    for company, field, value in rows.values_list("identity__person__company", "field", "value").iterator(AT_ONCE):
        if company is not None and value not in (None, "known"):
            told.setdefault(company, {})[field] = fold(value or "")
    return told


def _known_since(since: datetime) -> set[int]:
    facts = Fact.objects.filter(known_at__gte=since, identity__person__isnull=False)
    return {pk for pk in facts.values_list("identity__person", flat=True) if pk is not None}


def _leave_out_shared(records: list[Record], name: str) -> None:
    count = Counter(record[name] for record in records if record[name])
    for record in records:
        if count[record[name]] >= SHARED_BY:
            record[name] = None


def _pieces(rows: Any) -> Iterator[list[Any]]:
    """Yield the rows in pieces, by keys: no cursor stays open while they are worked on."""
    last = 0
    key = rows.query.order_by[0]
    while piece := list(rows.filter(**{f"{key}__gt": last})[:AT_ONCE]):
        yield piece
        last = piece[-1][0]
