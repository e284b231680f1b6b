"""What ends with somebody who asked to be forgotten, or to hear no more of us."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dueto.apps.base.actions import withdraw_consent
from dueto.apps.base.models import Person, present
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.locked import locked
from dueto.apps.handoff.actions.notices import tell
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.seats import turn_back
from dueto.apps.leads.actions import enter
from dueto.apps.leads.models import Lead
from dueto.domain.lifecycle.forgetting import forget
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.sla.kinds import Kind


def forget_leads(*, person_ids: Iterable[int], by: int | None, at: datetime) -> int:
    """Return how many open leads of these people were withdrawn, inside the caller's transaction.

    All clocks stop, nothing wakes any more, an unanswered turn is given back, and the executive hears of it without a
    name.
    """
    people = list(person_ids)
    Lead.objects.filter(person__in=people).exclude(wakes_at=None).update(wakes_at=None)
    for pk in Handoff.objects.filter(lead__person__in=people).order_by("pk").values_list("pk", flat=True):
        handoff = locked(pk)
        clocks.stop(handoff, set(Kind), at=at, is_moot=True)
        if handoff.lead.is_open:
            _withdraw(handoff, by=by, at=at)
    open_leads = Lead.objects.select_for_update(of=("self",)).select_related("agreement").filter(person__in=people)
    for lead in open_leads.filter(ended_at=None).order_by("pk"):
        enter(lead, forget(stage=Stage(lead.stage), handoff=None, as_of=at), by=by)
    return Lead.objects.filter(person__in=people, ended_at=at).count()


def silence(handoff: Handoff, *, by: int, at: datetime) -> None:
    """Note that the contact wants to hear no more of us."""
    if Person.objects.filter(present(), pk=handoff.lead.person_id).exists():
        withdraw_consent(person_id=handoff.lead.person_id, source=f"handoff:{handoff.pk}", by=by, at=at)


def _withdraw(handoff: Handoff, *, by: int | None, at: datetime) -> None:
    was_unanswered = handoff.state == State.SENT
    moved = forget(stage=Stage(handoff.lead.stage), handoff=State(handoff.state), as_of=at)
    assert moved.handoff is not None
    handoff.state, handoff.next_attempt_at, handoff.meeting_at = moved.handoff, None, None
    handoff.save()
    enter(handoff.lead, moved, by=by)
    if handoff.executive_id is not None:
        if was_unanswered:
            turn_back(handoff.executive_id)
        tell([handoff.executive_id], "forgotten", handoff=handoff, at=at)
