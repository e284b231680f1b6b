"""How a passage comes back because sales fell silent: nobody chooses it, so the table of moves has only the lapsing."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from dueto.domain.basics.message import say
from dueto.domain.lifecycle.guards import is_overdue
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.refusals import Reason
from dueto.domain.lifecycle.stages import End, Stage
from dueto.domain.lifecycle.standing import Ended, Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.lifecycle.transitions import ACCEPTED, OPPORTUNITY, SENT, WHY_NOT

SILENCE: Final = "silence"
"""The reason of such an end; every other is a word of the agreement."""
FELL_SILENT = say("Recycled by itself: sales did nothing for as long as the agreement allows")
MAY_FALL_SILENT = (SENT, ACCEPTED, OPPORTUNITY)
"""A deferred sale waits for its day; whatever has not been handed over is marketing's own."""


def fall_silent(*, lead: Standing, as_of: datetime) -> Moved | Refused:
    """Answer where silence takes the lead at `as_of`, or why it does not: an unanswered hand-off lapses.

    What sales had accepted goes back to nurture, does not count against marketing, and may come again from the same
    day on: it was not the contact who was silent.
    """
    if lead.state == SENT:
        return move(lead=lead, step=Step.LAPSE, as_of=as_of)
    if lead.state not in MAY_FALL_SILENT:
        reason = WHY_NOT.get((lead.state, Step.RECYCLE), Reason.NOT_DUE)
        return Refused(reason, stage=lead.stage, step=Step.RECYCLE)
    if missing := is_overdue(lead, as_of):
        return Refused(missing, stage=lead.stage, step=Step.RECYCLE)
    return Moved(
        came_from=lead.stage,
        to=Stage.PROSPECT,
        handoff=lead.handoff,
        at=as_of,
        because=FELL_SILENT,
        steps=(Step.RECYCLE,),
        ended=Ended(
            End.RECYCLED, as_of, reason=SILENCE, then=Consequence.NURTURE, earliest=lead.day_of(as_of), counts=False
        ),
    )
