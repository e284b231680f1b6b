"""Who may get a lead, and what has to be known of each to be fair."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction


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


def ahead(candidate: Candidate, *, others: Iterable[Candidate]) -> int:
    """Return by how many whole turns a candidate is ahead of `others` in the turn; behind is negative.

    It is written down when somebody leaves the turn, so that a credit that is still due is not lost on the way.
    """
    level = _level(candidate.weight, others)
    return 0 if level is None else math.trunc(candidate.turns - level)


def rejoined(candidate: Candidate, *, others: Iterable[Candidate], ahead: int = 0) -> Candidate:
    """Return a candidate who comes (back) into the turn, as far `ahead` of `others` in it as on leaving.

    For whoever is new, was absent, inactive or at a cap, and for a new weight. Times away count for nobody: without
    this all leads would go to the one who comes back until the time away was made up. Fractions are rounded towards
    the others, so that equals stay within one turn of each other.
    """
    level = _level(candidate.weight, others)
    if level is None:
        return candidate
    turns = math.ceil(level + ahead) if ahead < 0 else math.floor(level + ahead)
    return replace(candidate, start=candidate.start + turns - candidate.turns)


def _level(weight: int, others: Iterable[Candidate]) -> Fraction | None:
    """Return the turns that somebody of `weight` would have now, had the share of `others` been theirs all the time."""
    in_turn = [other for other in others if other.weight > 0]
    if not in_turn:
        return None
    return Fraction(sum(other.turns for other in in_turn) * weight, sum(other.weight for other in in_turn))
