"""Moving a lead: state, step and journal together."""

from __future__ import annotations

from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions.bearing import bear_leads
from dueto.apps.leads.models import Lead, Move
from dueto.domain.lifecycle.crossing import wakes_at
from dueto.domain.lifecycle.moves import Moved


def enter(lead: Lead, moved: Moved, *, by: int | None) -> None:
    """Write down where a step has led `lead`, inside the caller's transaction; the hand-off is the caller's."""
    lead.stage, lead.entered_at = moved.to, moved.at
    lead.preparation_due = moved.preparation_due
    lead.deferred_until = moved.until
    if moved.ended is not None:
        ended = moved.ended
        lead.ended_at, lead.end, lead.end_reason = ended.at, ended.how, ended.reason[:200]
        lead.then, lead.to_whom = ended.then or "", ended.to_whom[:200]
        lead.counts, lead.earliest = ended.counts, ended.earliest
        lead.wakes_at = wakes_at(ended, zone=lead.agreement_zone)
    elif lead.ended_at is not None:  # opened again
        lead.ended_at, lead.end, lead.end_reason, lead.then, lead.to_whom = None, "", "", "", ""
        lead.counts, lead.earliest, lead.wakes_at = False, None, None
    lead.save()
    note_step(lead, moved, by=by)
    bear_leads(lead.person_id)
    record(
        Tag.LEAD_MOVED, subject="lead", subject_id=lead.pk, person_id=lead.person_id, by=by, at=moved.at,
        agreement_id=lead.agreement_id,
        details={"steps": [str(step) for step in moved.steps], "to": str(moved.to), "because": packed(moved.because)},
    )  # fmt: skip


def note_step(lead: Lead, moved: Moved, *, by: int | None) -> None:
    """Write down the steps themselves."""
    Move.objects.bulk_create(
        Move(
            lead=lead, step=step, came_from=moved.came_from, to=moved.to, is_backward=moved.is_backward,
            because=packed(moved.because), by_id=by, happened_at=moved.at,
        )
        for step in moved.steps
    )  # fmt: skip
