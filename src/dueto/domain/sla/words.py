"""Clocks in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from dueto.domain.basics.message import Message, say
from dueto.domain.sla.clock import Standing, State
from dueto.domain.sla.kinds import Kind

NAMES: Mapping[Kind, Message] = MappingProxyType(
    {
        Kind.PREPARE: say("prepare the hand-off"),
        Kind.ANSWER: say("accept or return"),
        Kind.FIRST_CONTACT: say("first contact"),
        Kind.ATTEMPTS: say("attempts promised"),
        Kind.UPDATE: say("update the opportunity"),
        Kind.ANSWER_RETURN: say("answer the return"),
    }
)
MINUTE, LONG = timedelta(minutes=1), 100


def span_in_words(span: timedelta) -> Message:
    """Return working time as `3 h 40 min`, in whole minutes that have passed; from a hundred hours on, in hours."""
    hours, minutes = divmod(span // MINUTE, 60)
    if not hours:
        return say("{minutes} min", minutes=minutes)
    return (
        say("{hours} h {minutes} min", hours=hours, minutes=minutes)
        if minutes and hours < LONG
        else say("{hours} h", hours=hours)
    )


def in_words(standing: Standing) -> Message:
    """Return how a clock stands: what is left, or by how much it was kept or missed, in working time."""
    left, late = span_in_words(standing.left), span_in_words(standing.late)
    match standing.state:
        case State.RUNNING:
            return say("{time} left", time=left)
        case State.PAUSED:
            return say("paused with {time} left", time=left)
        case State.MOOT:
            return say("no longer owed")
        case State.MET:
            return say("kept with {time} to spare", time=left)
        case _:
            if standing.stopped_at is None:
                return say("overdue by {time} of working time", time=late)
            return say("done {time} of working time late", time=late)
