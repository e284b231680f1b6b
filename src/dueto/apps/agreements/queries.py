"""Which agreement is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from dueto.apps.agreements.models import Agreement
from dueto.domain.agreement.agreement import Agreement as Document
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field


@dataclass(frozen=True, slots=True)
class InForce:
    """The version in force: its row and the document that runs."""

    id: int
    number: int
    hash: str
    effective_at: datetime
    observes_until: datetime | None
    agreement: Document

    @property
    def record(self) -> Mapping[str, Any]:
        """The checked document."""
        return self.agreement.record

    def observes(self, as_of: datetime) -> bool:
        """Return whether the definitions only show what they would hand over."""
        return self.observes_until is not None and as_of < self.observes_until


def in_force(as_of: datetime) -> InForce | None:
    """Return the version in force at `as_of`; None before anything was signed. One query; the document is kept."""
    row = (
        Agreement.objects.effective()
        .filter(effective_at__lte=as_of)
        .values_list("id", "number", "hash", "effective_at", "observes_until")
        .first()
    )
    if row is None:
        return None
    pk, number, fingerprint, effective_at, observes_until = row
    assert effective_at is not None
    return InForce(pk, number, fingerprint, effective_at, observes_until, document_of(pk, fingerprint))


def fields_at(as_of: datetime) -> dict[str, Field]:
    """Return what may be known of somebody by the agreement in force, and by none. One query."""
    version = in_force(as_of)
    return {**(version.agreement.fields if version else {}), **STANDARD_FIELDS}


@lru_cache(maxsize=32)
def document_of(agreement_id: int, fingerprint: str) -> Document:
    """Return the document of one version, read once: a hash never changes its document."""
    return read_agreement(Agreement.objects.values_list("document", flat=True).get(pk=agreement_id, hash=fingerprint))


def versions() -> list[Agreement]:
    """Return every version with its signatures, the newest first."""
    return list(Agreement.objects.prefetch_related("signatures__by").order_by("-number", "-id"))
