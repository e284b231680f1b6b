"""That a list left the house: who took it, and which."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag


def note_export(
    *, form: str, columns: Sequence[str], conditions: str, chosen: int, by: int, at: datetime
) -> None:  # fmt: skip
    """Note that somebody takes a list with them. `conditions` carry nothing that was searched for."""
    record(
        Tag.PEOPLE_EXPORTED, subject="list", subject_id=by, by=by, at=at,
        details={"format": form.upper(), "columns": list(columns), "conditions": conditions[:500], "chosen": chosen},
    )  # fmt: skip


def note_companies_exported(*, form: str, conditions: str, by: int, at: datetime) -> None:
    """Note that somebody takes a list of companies with them. `conditions` carry nothing that was searched for."""
    record(
        Tag.COMPANIES_EXPORTED, subject="list", subject_id=by, by=by, at=at,
        details={"format": form.upper(), "conditions": conditions[:500]},
    )  # fmt: skip
