"""Verdicts one after the other, for programs that read them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.models import present
from dueto.apps.leads.models import Verdict


@dataclass(frozen=True, slots=True)
class VerdictListed:
    """The last verdict on one person under one definition."""

    id: int
    person: int
    definition: str
    standing: str
    fit: int
    behaviour: int
    is_fast: bool
    missing: list[list[str]]
    behaviour_short: int
    judged_at: datetime


def verdicts_after(verdict_id: int, *, limit: int, definition: str = "", standing: str = "") -> list[VerdictListed]:
    """Return verdicts by id beyond `verdict_id`. One query."""
    rows = Verdict.objects.filter(present("person__"), id__gt=verdict_id)
    if definition:
        rows = rows.filter(definition=definition)
    if standing:
        rows = rows.filter(standing=standing)
    return [
        VerdictListed(
            row.pk, row.person_id, row.definition, row.standing, row.fit, row.behaviour, row.is_fast, row.missing,
            row.behaviour_short, row.judged_at,
        )
        for row in rows.order_by("id")[:limit]
    ]  # fmt: skip
