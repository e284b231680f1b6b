"""How far somebody has come on their way to buying, as far as their acts show it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from dueto.domain.basics.message import Message, say
from dueto.domain.qualification.verdict import Verdict

SPEAKS = frozenset({"reply", "call", "message", "meeting"})
COMPARES = frozenset({"event", "form", "mail_click"})
STRONG_VISIT = 10
"""A page whose visit is worth so much is one of those that people read before they buy."""


class BuyingStage(StrEnum):
    """The three stages, the farthest last."""

    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    INTENT = "intent"


STAGES: dict[BuyingStage, Message] = {
    BuyingStage.AWARENESS: say("awareness"),
    BuyingStage.CONSIDERATION: say("consideration"),
    BuyingStage.INTENT: say("intent"),
}


def buying_stage(verdict: Verdict) -> BuyingStage | None:
    """Return the farthest stage that an act which counts shows; None where nothing counts.

    Speaking with us, the fast track and the pages worth most show intent; webinars and forms that somebody compares;
    the rest, that they have become aware.
    """
    if verdict.fast is not None:
        return BuyingStage.INTENT
    stages: Iterable[BuyingStage] = (
        _stage(line.rule.activity, line.rule.points)
        for line in verdict.behaviour_lines
        if line.counted and line.rule.points > 0
    )
    return max(stages, key=list(BuyingStage).index, default=None)


def _stage(kind: str, points: int) -> BuyingStage:
    if kind in SPEAKS or (kind == "visit" and points >= STRONG_VISIT):
        return BuyingStage.INTENT
    return BuyingStage.CONSIDERATION if kind in COMPARES else BuyingStage.AWARENESS
