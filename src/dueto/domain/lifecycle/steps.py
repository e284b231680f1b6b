"""The steps that somebody, or Dueto, takes with a lead."""

from __future__ import annotations

from enum import StrEnum, auto
from types import MappingProxyType

from dueto.domain.basics.message import say


class Step(StrEnum):
    """One step; the journal records each that was taken, also those that Dueto took by itself."""

    BECOME_KNOWN = auto()
    CROSS = auto()
    PREPARE = auto()
    SEND = auto()
    ACCEPT = auto()
    RETURN = auto()
    LAPSE = auto()
    WITHDRAW = auto()
    CLAIM = auto()
    OPEN_OPPORTUNITY = auto()
    STEP_BACK = auto()
    WIN = auto()
    LOSE = auto()
    DEFER = auto()
    RESUME = auto()
    REOPEN = auto()
    RECYCLE = auto()
    DISQUALIFY = auto()
    REINSTATE = auto()
    MERGE = auto()


STEPS = MappingProxyType(
    {
        Step.BECOME_KNOWN: say("Become known"),
        Step.CROSS: say("Cross to qualified"),
        Step.PREPARE: say("Prepare the hand-off"),
        Step.SEND: say("Hand over"),
        Step.ACCEPT: say("Accept"),
        Step.RETURN: say("Return"),
        Step.LAPSE: say("Let lapse"),
        Step.WITHDRAW: say("Withdraw the hand-off"),
        Step.CLAIM: say("Claim"),
        Step.OPEN_OPPORTUNITY: say("Open the sales opportunity"),
        Step.STEP_BACK: say("Take back the sales opportunity"),
        Step.WIN: say("Mark as won"),
        Step.LOSE: say("Mark as lost"),
        Step.DEFER: say("Defer"),
        Step.RESUME: say("Resume"),
        Step.REOPEN: say("Open again"),
        Step.RECYCLE: say("Recycle"),
        Step.DISQUALIFY: say("Disqualify"),
        Step.REINSTATE: say("Readmit"),
        Step.MERGE: say("Merge into the older one"),
    }
)
