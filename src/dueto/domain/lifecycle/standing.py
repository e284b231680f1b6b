"""What a decision about a lead needs to know: a small frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dueto.domain.lifecycle.attempts import Attempt
from dueto.domain.lifecycle.handoff import Handoff, Preparation
from dueto.domain.lifecycle.reasons import Agreed, Consequence, ReasonToGiveBack
from dueto.domain.lifecycle.stages import OPEN_STAGES, End, Stage

State: TypeAlias = tuple[Stage, Handoff | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a verdict says, as far as crossing asks.

    `newest_positive_at` is when the newest activity occurred that matches a rule with positive points, also one
    that gives none any more (above the cap, or not the first of its day or item). `newest_fast_at` is the same for
    the fast track that holds. `proof` names the activities that counted.
    """

    qualified: bool = False
    newest_positive_at: datetime | None = None
    newest_fast_at: datetime | None = None
    proof: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How one passage ended, and what that means for crossing again.

    A contact shares the end of the hand-off that it joined (`as_contact`). `mended_at` is when the steward mended
    the datum for which it was given back.
    """

    how: End
    at: datetime
    reason: str = ""
    then: Consequence | None = None
    earliest: date | None = None
    counts: bool = False
    to_whom: str = ""
    mended_at: datetime | None = None
    as_contact: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever takes the step says with it: the reason, the date, to whom. The note itself is personal."""

    reason: str = ""
    has_note: bool = False
    earliest: date | None = None
    until: date | None = None
    to_whom: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands under one definition, in the passage that is open or that ended last.

    Days are those of `zone`. `in_hand` names the open lead of the same company and definition that another person
    has; `is_contact` tells that this person has joined it. `older` is the stage of an older open lead of the same
    person. `last` is the end of the last passage in which this person took part.
    """

    stage: Stage
    zone: ZoneInfo
    handoff: Handoff | None = None
    simple: bool = False
    agreed: Agreed = field(default_factory=Agreed)
    judged: Judged = field(default_factory=Judged)
    last: Ended | None = None
    in_hand: str | None = None
    is_contact: bool = False
    preparation: Preparation = field(default_factory=Preparation)
    preparation_due: bool = False
    lapses_at: datetime | None = None
    attempts: tuple[Attempt, ...] = ()
    older: Stage | None = None
    told: Told = field(default_factory=Told)

    @property
    def state(self) -> State:
        """The stage together with the hand-off: what the table of moves is asked for."""
        return self.stage, self.handoff

    @property
    def is_open(self) -> bool:
        """Whether a lead is under way."""
        return self.stage in OPEN_STAGES

    @property
    def reason(self) -> ReasonToGiveBack | None:
        """The agreed reason for which it is given back: of those to return until it is accepted, then to recycle."""
        given = self.agreed.to_recycle if self.handoff is Handoff.ACCEPTED else self.agreed.to_return
        return given(self.told.reason)

    def day_of(self, instant: datetime) -> date:
        """Return the day of the agreement on which `instant` falls."""
        return instant.astimezone(self.zone).date()
