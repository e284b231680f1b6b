"""The answer of a definition for one person at one instant, with its explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dueto.domain.agreement.definition import Alternatives, BehaviourRule, Definition, Disqualifier, FastTrack, FitRule
from dueto.domain.conditions.truth import Truth
from dueto.domain.qualification.history import Activity


class Standing(StrEnum):
    """The verdict in one word."""

    QUALIFIED = "qualified"
    NOT_YET = "not_yet"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True)
class FitLine:
    """One fit rule, whether it holds, and the points it gives."""

    rule: FitRule
    holds: Truth
    points: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One activity that a rule counted: its day, its age in whole days, and its weight in points before cap."""

    activity: Activity
    day: date
    age: int
    weight: float


@dataclass(frozen=True, slots=True)
class BehaviourLine:
    """One behaviour rule, the points it gives, and the activities and arithmetic behind them."""

    rule: BehaviourRule
    points: int
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Fast:
    """The fast track that holds, and the newest act that opens it."""

    rule: FastTrack
    activity: Activity


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `definition` says of one person at `as_of`. Its lines add up to its sums, always."""

    definition: Definition
    as_of: datetime
    fit_lines: tuple[FitLine, ...]
    behaviour_lines: tuple[BehaviourLine, ...]
    lacking: tuple[Alternatives, ...]
    disqualified_by: tuple[Disqualifier, ...]
    fast: Fast | None

    @property
    def fit(self) -> int:
        """The sum of the points of the fit lines."""
        return sum(line.points for line in self.fit_lines)

    @property
    def behaviour(self) -> int:
        """The sum of the points of the behaviour lines."""
        return sum(line.points for line in self.behaviour_lines)

    @property
    def total(self) -> int:
        """Fit and behaviour together."""
        return self.fit + self.behaviour

    @property
    def is_fast(self) -> bool:
        """Whether an act on the fast track counts today."""
        return self.fast is not None

    @property
    def reached(self) -> bool:
        """Whether every threshold that the definition names is reached; a fast track waives all but fit."""
        least = self.definition.qualified
        return (least.fit is None or self.fit >= least.fit) and (
            self.fast is not None
            or (
                (least.behaviour is None or self.behaviour >= least.behaviour)
                and (least.total is None or self.total >= least.total)
            )
        )

    @property
    def qualified(self) -> bool:
        """Whether this person is a lead: not disqualified, nothing required lacking, every threshold reached."""
        return not self.disqualified_by and not self.lacking and self.reached

    @property
    def standing(self) -> Standing:
        """The verdict in one word."""
        if self.disqualified_by:
            return Standing.DISQUALIFIED
        return Standing.QUALIFIED if self.qualified else Standing.NOT_YET
