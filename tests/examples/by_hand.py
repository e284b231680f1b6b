"""Reading and counting as one would by hand: nothing here knows Dueto."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path


def rows_of(path: Path, *, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a file as they stand."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def auc(scored: Iterable[tuple[int, bool]]) -> float:
    """Return in how many pairs of a winner and a loser the winner has more points; a tie is half a pair."""
    people = list(scored)
    winners = Counter(points for points, won in people if won)
    losers = Counter(points for points, won in people if not won)
    better = 0.0
    for high, n in winners.items():
        for low, m in losers.items():
            better += n * m * (1 if high > low else 0.5 if high == low else 0)
    return better / (winners.total() * losers.total())
