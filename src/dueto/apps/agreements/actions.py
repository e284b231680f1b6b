"""Putting a version of the agreement into force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from dueto.apps.agreements.models import Agreement, Signature
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.basics.message import Message, say

SIDES = ("marketing", "sales")


class UnableToPutInForce(Exception):
    """Why a version does not take effect."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def put_in_force(
    document: Any,
    *,
    number: int,
    signed_by: Mapping[str, int],
    effective_at: datetime,
    at: datetime,
    proposed_at: datetime | None = None,
) -> Agreement:
    """Return the version that both sides signed, in force from `effective_at`.

    `signed_by` names a member for each side; one person may sign for both in simple mode, marked so. Observation runs
    from `proposed_at`. Raises `RefusedAgreement` for a document that is none.
    """
    if set(signed_by) != set(SIDES):
        raise UnableToPutInForce(say("one person of marketing and one of sales have to sign"))
    read = read_agreement(document)
    for_both = signed_by["marketing"] == signed_by["sales"]
    if for_both and not read.is_simple:
        raise UnableToPutInForce(say("one person may sign for both only in simple mode"))
    proposed_at = proposed_at or at
    row = Agreement.objects.create(
        number=number, name=read.name, document=read.tree, hash=read.hash, proposed_at=proposed_at,
        effective_at=effective_at, observes_until=proposed_at + timedelta(days=read.observes_days) or None,
        created_at=proposed_at,
    )  # fmt: skip
    for side in SIDES:
        Signature.objects.create(
            agreement=row, side=side, by_id=signed_by[side], hash=read.hash, signed_at=at, for_both=for_both
        )
        record(
            Tag.AGREEMENT_SIGNED, subject="agreement", subject_id=row.pk, at=at, by=signed_by[side],
            agreement_id=row.pk, details={"number": number, "side": side},
        )  # fmt: skip
    record(
        Tag.AGREEMENT_EFFECTIVE, subject="agreement", subject_id=row.pk, at=effective_at, agreement_id=row.pk,
        details={"number": number},
    )  # fmt: skip
    return row
