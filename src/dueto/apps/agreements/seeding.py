"""Versions of an agreement written down as history, signed: for the demo and the tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from dueto.apps.agreements.models import Agreement, Signature
from dueto.domain.agreement.agreement import read_agreement


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it came to be. `signed_by`: the member of each side."""

    number: int
    document: Mapping[str, Any]
    proposed_at: datetime
    effective_at: datetime
    observes_until: datetime | None
    signed_by: Mapping[str, int]


@transaction.atomic
def write_versions(versions: list[Version]) -> dict[int, int]:
    """Return the id of each version by number. A document that is no agreement raises `RefusedAgreement`."""
    ids: dict[int, int] = {}
    for version in versions:
        agreement = read_agreement(version.document)
        row = Agreement.objects.create(
            number=version.number,
            name=agreement.name,
            document=agreement.tree,
            hash=agreement.hash,
            proposed_at=version.proposed_at,
            effective_at=version.effective_at,
            observes_until=version.observes_until,
            created_at=version.proposed_at,
        )
        Signature.objects.bulk_create(
            Signature(agreement=row, side=side, by_id=member, hash=agreement.hash, signed_at=version.proposed_at)
            for side, member in version.signed_by.items()
        )
        ids[version.number] = row.pk
    return ids
