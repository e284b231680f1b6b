"""What was decided, by people and by Dueto."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema

from dueto.api.calls import Call
from dueto.api.cursors import After, Limit, Word, number_in, page
from dueto.api.keys import Token
from dueto.apps.journal.queries import entries_after

router = Router()


class EntryOut(Schema):
    """One decision. `by` is the member, null for Dueto."""

    id: int
    tag: str
    happened_at: datetime
    by: int | None
    subject: str
    subject_id: int
    person: int | None
    details: dict[str, Any]


class EntriesPage(Schema):
    """One page of the journal, by id."""

    items: list[EntryOut]
    next: str | None


@router.get("/journal", auth=Token("journal:read"), response=EntriesPage, summary="Read the journal")
def list_entries(
    request: Call, after: After = "", limit: Limit = 50, tag: Word = "",
    person: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> EntriesPage:  # fmt: skip
    """Return entries by id, the oldest first."""
    found = entries_after(number_in("journal", after), limit=limit + 1, tag=tag, person_id=person)
    items, behind = page("journal", found, limit=limit, key=lambda one: int(one.pk))
    shown = [
        EntryOut(
            id=one.pk, tag=one.tag, happened_at=one.happened_at, by=one.by_id, subject=one.subject,
            subject_id=one.subject_id, person=one.person_id, details=one.details,
        )
        for one in items
    ]  # fmt: skip
    return EntriesPage(items=shown, next=behind)
