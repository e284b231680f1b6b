"""The record of a company: what is known of it, with where each value came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import MappingProxyType

from django.db.models import Q, QuerySet

from dueto.apps.base.models import CompanyFact
from dueto.apps.base.queries.known import Known, Said
from dueto.apps.base.queries.together import together_firms
from dueto.domain.basics.message import say
from dueto.domain.conditions.fields import Field

OWN_FIELDS = MappingProxyType(
    {
        "phone": Field("phone", say("phone")),
        "tax_id": Field("tax_id", say("tax id")),
        "region": Field("region", say("region")),
        "city": Field("city", say("city")),
    }
)
"""What a record holds beside what its people have from it. The phone is that of the house, nobody's own."""


def fields_of_records(fields: Iterable[Field]) -> dict[str, Field]:
    """Return what may stand on the record of a company, out of the fields of an agreement."""
    return dict(OWN_FIELDS) | {field.name: field for field in fields if field.of_company}


def record_of(company_id: int) -> tuple[Known, ...]:
    """Return every field of which something was ever known, and of all that turned out to be it. One query."""
    told: dict[str, list[Said]] = {}
    for row in _rows([company_id]):
        said = Said(row.written if row.value else "", row.source, row.known_at, row.known_at)
        told.setdefault(row.field, []).append(said)
    return tuple(Known(field, said[-1], tuple(reversed(said[:-1]))) for field, said in told.items())


def held_by(company_ids: Collection[int], fields: Collection[str] | None = None) -> dict[tuple[int, str], CompanyFact]:
    """Return the rows that hold now, withdrawals too, by company and field. One query, none for no company."""
    held: dict[tuple[int, str], CompanyFact] = {}
    asked = Q() if fields is None else Q(field__in=fields)
    for row in _rows(company_ids).filter(asked) if company_ids else ():
        held[row.company.merged_into_id or row.company_id, row.field] = row
    return held


def written_on(company_ids: Collection[int], fields: Collection[str]) -> dict[tuple[int, str], str]:
    """Return what stands on the records of these companies now, by company and field. One query, or none."""
    return {key: row.written for key, row in held_by(company_ids, fields).items() if row.value}


def _rows(company_ids: Collection[int]) -> QuerySet[CompanyFact]:
    rows = CompanyFact.objects.filter(company__in=together_firms(company_ids))
    return rows.select_related("company").order_by("known_at", "id")
