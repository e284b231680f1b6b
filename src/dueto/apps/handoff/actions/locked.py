"""One hand-off, locked for a step, and the step itself."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.standings import NOTHING_TOLD, standing_of
from dueto.apps.leads.actions import enter
from dueto.apps.leads.models import Lead
from dueto.domain.basics.message import Message
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.standing import Told
from dueto.domain.lifecycle.steps import Step


class UnableTo(Exception):
    """Why a step is not taken; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


def locked(handoff_id: int) -> Handoff:
    """Return the hand-off with its lead, both locked until the transaction ends; the lead first, as everywhere."""
    lead_id = Handoff.objects.values_list("lead_id", flat=True).get(pk=handoff_id)
    lead = Lead.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=lead_id)
    handoff = Handoff.objects.select_for_update(of=("self",)).select_related("executive").get(pk=handoff_id)
    handoff.lead = lead
    return handoff


def take(
    handoff: Handoff, step: Step, *, by: int | None, at: datetime, told: Told = NOTHING_TOLD, in_hand: str | None = None
) -> Moved:
    """Return where the step has led; lead and hand-off are saved. Raises `UnableTo`."""
    moved = move(lead=standing_of(handoff, told=told, in_hand=in_hand), step=step, as_of=at)
    if isinstance(moved, Refused):
        raise UnableTo(moved.says)
    assert moved.handoff is not None
    handoff.state = moved.handoff
    handoff.save()
    enter(handoff.lead, moved, by=by)
    return moved
