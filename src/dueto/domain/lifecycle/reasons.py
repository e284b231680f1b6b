"""What the agreement says of giving back and of losing: the reasons, and what follows from each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from dueto.domain.basics.text import fold
from dueto.domain.lifecycle.attempts import PromisedAttempts

NO_CONTACT = ("no quiere ser contactad", "no contactar", "pidio que no", "does not want contact",
              "does not want to be contacted", "do not contact")  # fmt: skip
"""How a reason begins by which somebody wants to hear no more of us."""


class Consequence(StrEnum):
    """What happens to somebody who was given back; `promises.CONSEQUENCES` has the words."""

    NURTURE = "nurture"
    OUT = "out"
    COLLEAGUE = "colleague"
    MEND = "mend"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class ReasonToGiveBack:
    """One reason for a return or a recycling. `days` until somebody may come again, where nobody said a date."""

    name: str
    then: Consequence = Consequence.NURTURE
    days: int | None = None
    counts: bool = False
    needs_note: bool = False
    after_attempts: bool = False

    @property
    def wants_no_contact(self) -> bool:
        """Whether it says that somebody wants to hear no more of us: their consent ends with it."""
        return fold(self.name).startswith(NO_CONTACT)


@dataclass(frozen=True, slots=True)
class ReasonOfLoss:
    """One reason for a loss; some ask to whom."""

    name: str
    needs_to_whom: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the agreement in force says of giving back and losing. Where it lists no reasons, any word will do."""

    returns: tuple[ReasonToGiveBack, ...] = ()
    recycles: tuple[ReasonToGiveBack, ...] = ()
    losses: tuple[ReasonOfLoss, ...] = ()
    attempts: PromisedAttempts | None = None

    def to_return(self, name: str) -> ReasonToGiveBack | None:
        """Return the agreed reason for a return that is called `name`, if there is one."""
        return _named(self.returns, name) if self.returns else ReasonToGiveBack(name)

    def to_recycle(self, name: str) -> ReasonToGiveBack | None:
        """Return the agreed reason for a recycling that is called `name`, if there is one."""
        return _named(self.recycles, name) if self.recycles else self.to_return(name)

    def of_loss(self, name: str) -> ReasonOfLoss | None:
        """Return the agreed reason for a loss that is called `name`, if there is one."""
        if not self.losses:
            return ReasonOfLoss(name)
        return next((reason for reason in self.losses if reason.name == name), None)


def agreed_from(record: Mapping[str, Any]) -> Agreed:
    """Return what the checked record of an agreement says of giving back and losing."""
    reasons = record.get("reasons", {})
    return Agreed(
        returns=tuple(_to_give_back(reason) for reason in reasons.get("return", ())),
        recycles=tuple(_to_give_back(reason) for reason in reasons.get("recycle", ())),
        losses=tuple(
            ReasonOfLoss(reason["reason"], reason.get("to_whom", False)) for reason in reasons.get("lost", ())
        ),
        attempts=_attempts(record),
    )


def _named(reasons: tuple[ReasonToGiveBack, ...], name: str) -> ReasonToGiveBack | None:
    return next((reason for reason in reasons if reason.name == name), None)


def _to_give_back(reason: Mapping[str, Any]) -> ReasonToGiveBack:
    return ReasonToGiveBack(
        name=reason["reason"],
        then=Consequence(reason["then"]),
        days=int(reason["earliest"][:-1]) if "earliest" in reason else None,
        counts=reason["counts"],
        needs_note=reason.get("note", False),
        after_attempts=reason.get("after_attempts", False),
    )


def _attempts(record: Mapping[str, Any]) -> PromisedAttempts | None:
    for stage in record.get("process", ()):
        if promised := stage.get("clock", {}).get("attempts"):
            number, unit = int(promised["within"][:-1]), promised["within"][-1]
            within = timedelta(hours=number) if unit == "h" else timedelta(days=number)
            return PromisedAttempts(promised["n"], within, promised.get("channels", 1))
    for commitment in record.get("commitments", {}).get("sales", ()):
        if "attempts" in commitment:
            return PromisedAttempts(commitment["attempts"])
    return None
