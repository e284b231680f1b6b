"""Which clocks there are, what starts each, and whose time each counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from dueto.domain.sla.clock import Clock


class Kind(StrEnum):
    """What is owed."""

    PREPARE = "prepare"
    ANSWER = "answer"
    FIRST_CONTACT = "first_contact"
    ATTEMPTS = "attempts"
    UPDATE = "update"
    ANSWER_RETURN = "answer_return"


class Moment(StrEnum):
    """What happened to a lead that starts a clock."""

    CROSSED = "crossed"
    SENT = "sent"
    UPDATED = "updated"
    RETURNED = "returned"


class Delay(StrEnum):
    """Whose time a clock counts: the system's, up to the hand-off, or that of the human who then has it."""

    SYSTEM = "system"
    HUMAN = "human"


# The time before the hand-off was sent is never charged to the executive: what sales owes starts with SENT or later.
STARTED_BY: Mapping[Kind, Moment] = MappingProxyType(
    {
        Kind.PREPARE: Moment.CROSSED,
        Kind.ANSWER: Moment.SENT,
        Kind.FIRST_CONTACT: Moment.SENT,
        Kind.ATTEMPTS: Moment.SENT,
        Kind.UPDATE: Moment.UPDATED,
        Kind.ANSWER_RETURN: Moment.RETURNED,
    }
)


def delay_of(kind: Kind) -> Delay:
    """Return whose time a clock of this kind counts."""
    return Delay.SYSTEM if STARTED_BY[kind] is Moment.CROSSED else Delay.HUMAN


def begin(
    kind: Kind, *, moments: Mapping[Moment, datetime], budget: timedelta, agreed_at: datetime | None = None
) -> Clock | None:
    """Return the clock of this kind, running from its own moment, or None while that has not come.

    `agreed_at` is the start of an agreed meeting. First contact is due then, sooner or later than its budget; the other
    kinds do not heed it. What stops a first contact is for the caller to know: an automatic mail is none.
    """
    started_at = moments.get(STARTED_BY[kind])
    if started_at is None:
        return None
    return Clock(started_at, budget, agreed_at=agreed_at if kind is Kind.FIRST_CONTACT else None)
