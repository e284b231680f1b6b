"""Who may get a lead, and what has to be known of each to be fair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lead:
    """What routing asks of a lead; None is unknown."""

    company: str | None = None
    country: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One executive, by counts alone, so that a restart changes nothing.

    `assigned` are all leads ever received, `credits` those returned and the contacts who did not come, `start` the
    turns reckoned as taken for times without a part in it. `weight` is the share (0: only own companies).
    `cap` limits those `in_period`, `open_cap` those `open`. No `territories` means everywhere, no `languages` any.
    """

    id: str
    weight: int = 1
    assigned: int = 0
    credits: int = 0
    start: int = 0
    last_assigned_at: datetime | None = None
    in_period: int = 0
    cap: int | None = None
    open: int = 0
    open_cap: int | None = None
    is_active: bool = True
    is_absent: bool = False
    territories: frozenset[str] = frozenset()
    owner_of: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    @property
    def turns(self) -> int:
        """The turns that count: those taken, without those credited back."""
        return self.start + self.assigned - self.credits


def rejoined(candidate: Candidate, *, others: Iterable[Candidate]) -> Candidate:
    """Return a candidate who comes (back) into the turn, level with `others` who are in it.

    For whoever is new, was absent, inactive or at a cap. Without it all leads would go to that one until the time
    away was made up. Nobody loses turns by it: who has more than the others keeps them.
    """
    missed = _level(candidate.weight, others) - candidate.turns
    return replace(candidate, start=candidate.start + max(0, missed))


def reweighted(candidate: Candidate, *, weight: int, others: Iterable[Candidate]) -> Candidate:
    """Return a candidate with another weight, level with `others`: the change counts from now on, not backward."""
    away = _level(weight, others) - candidate.turns
    return replace(candidate, weight=weight, start=candidate.start + away)


def _level(weight: int, others: Iterable[Candidate]) -> int:
    """Return the turns that somebody of `weight` would have by now, had they been there all the time."""
    in_turn = [other for other in others if other.weight > 0]
    if not in_turn:
        return 0
    return sum(other.turns for other in in_turn) * weight // sum(other.weight for other in in_turn)
