"""The kinds of stage in which somebody can stand, and how a passage ends."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import say


class Stage(StrEnum):
    """One kind of stage. The agreement renames them and gives them owners; `promises.STAGES` has their words."""

    INQUIRY = "inquiry"
    PROSPECT = "prospect"
    QUALIFIED = "qualified"
    ACCEPTED = "accepted"
    OPPORTUNITY = "opportunity"
    WON = "won"
    LOST = "lost"
    DEFERRED = "deferred"
    DISQUALIFIED = "disqualified"


class End(StrEnum):
    """How one passage ended."""

    WON = "won"
    LOST = "lost"
    RETURNED = "returned"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    RECYCLED = "recycled"
    MERGED = "merged"


OPEN_STAGES = frozenset({Stage.QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY, Stage.DEFERRED})
"""Where a lead is under way; everywhere else there is none, or it has ended."""

HOW_FAR = MappingProxyType(
    {
        Stage.INQUIRY: 0,
        Stage.PROSPECT: 1,
        Stage.DISQUALIFIED: 1,
        Stage.QUALIFIED: 2,
        Stage.ACCEPTED: 3,
        Stage.OPPORTUNITY: 4,
        Stage.DEFERRED: 4,
        Stage.WON: 5,
        Stage.LOST: 5,
    }
)
"""How far along each stage is: whoever goes to a smaller number goes backward."""

ENDS = MappingProxyType(
    {
        End.WON: say("Won"),
        End.LOST: say("Lost"),
        End.RETURNED: say("Returned"),
        End.LAPSED: say("Lapsed"),
        End.WITHDRAWN: say("Withdrawn"),
        End.RECYCLED: say("Recycled"),
        End.MERGED: say("Merged"),
    }
)
