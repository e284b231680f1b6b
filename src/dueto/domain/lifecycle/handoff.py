"""The hand-off: the contract by which marketing passes a lead to an executive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import say


class Handoff(StrEnum):
    """Where a hand-off stands. A lead that has only crossed has none yet."""

    PREPARED = "prepared"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


NEXT = MappingProxyType(
    {
        None: frozenset({Handoff.PREPARED}),
        Handoff.PREPARED: frozenset({Handoff.SENT, Handoff.WITHDRAWN}),
        Handoff.SENT: frozenset({Handoff.ACCEPTED, Handoff.RETURNED, Handoff.LAPSED, Handoff.WITHDRAWN}),
        Handoff.ACCEPTED: frozenset(),
        Handoff.RETURNED: frozenset(),
        Handoff.LAPSED: frozenset(),
        Handoff.WITHDRAWN: frozenset(),
    }
)
"""What may follow what. A claim alone begins as accepted: its executive already has the caller on the line."""

HANDOFFS = MappingProxyType(
    {
        Handoff.PREPARED: say("Hand-off prepared"),
        Handoff.SENT: say("Hand-off sent"),
        Handoff.ACCEPTED: say("Hand-off accepted"),
        Handoff.RETURNED: say("Hand-off returned"),
        Handoff.LAPSED: say("Hand-off lapsed"),
        Handoff.WITHDRAWN: say("Hand-off withdrawn"),
    }
)


@dataclass(frozen=True, slots=True)
class Preparation:
    """What marketing has made ready: it is prepared when nothing required is missing and the other two are there."""

    lacks_data: bool = False
    history_complete: bool = True
    meeting_proposed: bool = True
