"""How a passage ends because the person asked to be forgotten: no team chooses it, so the table of moves lacks it."""

from __future__ import annotations

from datetime import datetime

from dueto.domain.basics.message import say
from dueto.domain.lifecycle.handoff import Handoff
from dueto.domain.lifecycle.moves import Moved
from dueto.domain.lifecycle.stages import End, Stage
from dueto.domain.lifecycle.standing import Ended
from dueto.domain.lifecycle.steps import Step

FORGOTTEN = say("Withdrawn because the person asked to be forgotten")


def forget(*, stage: Stage, handoff: Handoff | None, as_of: datetime) -> Moved:
    """Return the end of an open passage, whatever its stage: withdrawn. What sales accepted stays accepted."""
    return Moved(
        came_from=stage,
        to=Stage.PROSPECT,
        handoff=handoff if handoff in (None, Handoff.ACCEPTED) else Handoff.WITHDRAWN,
        at=as_of,
        because=FORGOTTEN,
        steps=(Step.WITHDRAW,),
        ended=Ended(End.WITHDRAWN, as_of),
    )
