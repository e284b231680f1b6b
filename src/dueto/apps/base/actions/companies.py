"""Who looks after a company, and what stands on its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions.facts import UnableToTell
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.facts import clean
from dueto.apps.base.models import Company, CompanyFact, Person, present
from dueto.apps.base.queries.records import held_by
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Field


@dataclass(frozen=True, slots=True)
class Said:
    """One value for the record of a company, folded and as it is written; without `value` it withdraws."""

    company_id: int
    field: str
    value: str | None
    written: str
    known_at: datetime


@transaction.atomic
def give_companies(*, company_ids: Iterable[int], owner: int | None, by: int, at: datetime) -> list[int]:
    """Return the companies that this member looks after from now on, or nobody; those that were theirs are left."""
    rows = Company.objects.select_for_update().filter(pk__in=set(company_ids), merged_into=None).order_by("pk")
    changed = [company.pk for company in rows if company.owner_id != owner]
    Company.objects.filter(pk__in=changed).update(owner=owner)
    for pk in changed:
        record(Tag.COMPANY_GIVEN, subject="company", subject_id=pk, by=by, at=at, details={"owner": owner})
    return changed


@transaction.atomic
def tell_company(*, company_id: int, field: Field, value: str, by: int, at: datetime) -> None:
    """Take down one value for the record of a company; an empty one withdraws. Its people are stirred.

    What is the same as what stands there is not written again. Raises `UnableToTell`.
    """
    company = Company.objects.select_for_update().get(pk=company_id)
    written = ""
    if value.strip():
        cleaned = clean(field, value, country=company.country or None)
        if isinstance(cleaned, Refusal):
            raise UnableToTell(cleaned.reason)
        written = cleaned.written
    held = held_by([company_id], [field.name]).get((company_id, field.name))
    value_now = fold(written) or None
    if value_now == (held.value if held else None):
        return
    write_records([Said(company_id, field.name, value_now, written, at)], source="colleague", at=at)
    record(
        Tag.COMPANY_TOLD, subject="company", subject_id=company_id, by=by, at=at, details={"field": field.name}
    )  # fmt: skip


def write_records(said: Sequence[Said], *, source: str, at: datetime, batch: int | None = None) -> None:
    """Take down these values and stir whoever belongs to the companies, patiently if a list brought them."""
    CompanyFact.objects.bulk_create(
        CompanyFact(
            company_id=one.company_id, field=one.field, value=one.value, written=one.written, source=source,
            known_at=one.known_at, batch=batch,
        )
        for one in said
    )  # fmt: skip
    stir_people_of({one.company_id for one in said}, since=at, patient=batch is not None)


def stir_people_of(company_ids: Iterable[int], *, since: datetime, patient: bool = False) -> None:
    """Let everybody of these companies be judged again."""
    people = Person.objects.filter(present(), company_id__in=list(company_ids)).values_list("pk", flat=True)
    stir(people, since=since, patient=patient)


def forget_records(*, batch: int, limit: int, at: datetime) -> int:
    """Return how many values that an import brought were taken off the records, `limit` at most."""
    rows = list(CompanyFact.objects.filter(batch=batch).order_by("pk").values_list("pk", "company_id")[:limit])
    CompanyFact.objects.filter(pk__in=[pk for pk, _ in rows]).delete()
    stir_people_of({company for _, company in rows}, since=at, patient=True)
    return len(rows)
