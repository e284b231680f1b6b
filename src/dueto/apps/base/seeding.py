"""A base written down as history, many rows at a time: for the demo and the tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.sources import kept
from dueto.apps.base.models import (
    Activity,
    Card,
    Company,
    CompanyFact,
    Consent,
    Contract,
    Fact,
    Handle,
    Identity,
    Person,
    PersonalValue,
    Source,
)
from dueto.apps.journal.seeding import free, write_rows

TABLES = {
    model.__name__: model for model in (Activity, Card, Company, Consent, Fact, Handle, Identity, Person, PersonalValue)
}
PEOPLE_AT_ONCE = 500


def write(table: str, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the rows written into one table of the base, in their order."""
    return write_rows(TABLES[table], rows)


def write_sources(rows: Iterable[Mapping[str, str]]) -> list[int]:
    """Return the ids of these sources, each combination kept once."""
    sources = [Source(**row, fingerprint=_fingerprint(row)) for row in rows]
    ids = kept(sources)
    return [ids[source.fingerprint].pk for source in sources]


def _fingerprint(row: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()


def show(person_ids: Sequence[int]) -> None:
    """Make the cards of these people."""
    for start in range(0, len(person_ids), PEOPLE_AT_ONCE):
        project_cards(person_ids[start : start + PEOPLE_AT_ONCE])


def look_after(company_ids: Iterable[int], *, owner: int) -> None:
    """Note who looks after these companies."""
    Company.objects.filter(pk__in=list(company_ids)).update(owner=owner)


def sell(contracts: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """Write down what companies bought, and on their records when it is renewed; nobody in particular noted it."""
    rows = list(contracts)
    Contract.objects.bulk_create(Contract(**row, next_on=row["renews_on"], noted_at=at, changed_at=at) for row in rows)
    latest_first = sorted(rows, key=lambda row: row["renews_on"], reverse=True)
    first = {row["company_id"]: row["renews_on"].isoformat() for row in latest_first}
    CompanyFact.objects.bulk_create(
        CompanyFact(company_id=pk, field="renewal", value=day, written=day, source="contract", known_at=at)
        for pk, day in first.items()
    )


def finish() -> None:
    """Let the database give ids again."""
    free(*(model for model in TABLES.values() if model not in (Card, Handle)))


def is_empty() -> bool:
    """Return whether nobody is in the base."""
    return not Person.objects.exists()
