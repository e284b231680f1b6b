"""How well a definition would have told the deals that were won: rates with intervals, lift, order (AUC)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

DATA_FLOOR = 20
"""Under so many known outcomes a rate is shown only with its interval, and said to be thin."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % interval (Wilson, 1927)."""

    won: int
    known: int

    @property
    def value(self) -> float | None:
        """The share, or None where nothing is known."""
        return self.won / self.known if self.known else None

    @property
    def is_thin(self) -> bool:
        """Whether there are too few outcomes to speak of a rate."""
        return self.known < DATA_FLOOR

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and upper bound of the share."""
        if not self.known:
            return 0.0, 1.0
        z, n, p = 1.959963984540054, self.known, self.won / self.known
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        # At the ends the bound is the share itself; rounding would put it a hair to the wrong side.
        return (middle - half if self.won else 0.0), (middle + half if self.won < self.known else 1.0)


@dataclass(frozen=True, slots=True)
class OutcomeFinding:
    """Known outcomes held against the verdicts."""

    column: str
    everybody: Rate
    qualified: Rate
    unknown: int
    wins_caught: tuple[str, ...]
    """Ids of the people who were won and qualify."""
    wins_missed: tuple[str, ...]
    """Ids of the people who were won and do not qualify."""
    lift: float | None
    """Win rate of the top fifth by score over everybody's; None where nothing was won, or too little is known."""
    auc: float | None
    """Chance that one who was won scores above one who was not; ties count half. None without both, or if thin."""


def outcome_finding(
    *,
    column: str,
    people: Sequence[str],
    scores: Sequence[float],
    qualified: Sequence[bool],
    won: Sequence[bool | None],
) -> OutcomeFinding:
    """Return how verdicts and outcomes agree; the four sequences tell of the same people in the same order."""
    known = [place for place, outcome in enumerate(won) if outcome is not None]
    winners = [place for place in known if won[place]]
    ranked = [scores[place] for place in known], [bool(won[place]) for place in known]
    return OutcomeFinding(
        column=column,
        everybody=Rate(len(winners), len(known)),
        qualified=Rate(sum(1 for place in winners if qualified[place]), sum(1 for place in known if qualified[place])),
        unknown=len(won) - len(known),
        wins_caught=tuple(people[place] for place in winners if qualified[place]),
        wins_missed=tuple(people[place] for place in winners if not qualified[place]),
        lift=lift_at_top(*ranked) if len(known) >= DATA_FLOOR else None,
        auc=auc(*ranked) if len(known) >= DATA_FLOOR else None,
    )


def lift_at_top(scores: Sequence[float], won: Sequence[bool], *, share: float = 0.2) -> float | None:
    """Return the win rate of the best `share` by score over everybody's.

    People of one score at the edge of the share are taken in part, so that no order among them matters.
    """
    if not any(won):
        return None
    room = share * len(scores)
    caught = 0.0
    for _score, wins, count in _by_score(scores, won):
        taken = min(room, count)
        caught += wins * taken / count
        room -= taken
        if room <= 0:
            break
    return caught / (share * len(scores)) / (sum(won) / len(won))


def auc(scores: Sequence[float], won: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve by ranks (Mann and Whitney, 1947), ties counted half."""
    wins, losses = sum(won), len(won) - sum(won)
    if not wins or not losses:
        return None
    below, area = float(losses), 0.0
    for _score, winners, count in _by_score(scores, won):
        losers = count - winners
        below -= losers
        area += winners * (below + losers / 2)
    return area / (wins * losses)


def _by_score(scores: Sequence[float], won: Sequence[bool]) -> list[tuple[float, int, int]]:
    """Return each score with its winners and its people, the best score first."""
    groups: dict[float, tuple[int, int]] = {}
    for score, win in zip(scores, won, strict=True):
        winners, count = groups.get(score, (0, 0))
        groups[score] = (winners + win, count + 1)
    return [(score, *groups[score]) for score in sorted(groups, reverse=True)]
