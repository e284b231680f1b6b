"""Pace: what was kept day by day beside the line that the promise draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 100, 40, 2


@dataclass(frozen=True, slots=True)
class Pace:
    """Two lines in a box of 100 by 40 that is stretched to its place."""

    kept: str
    area: str
    promise: tuple[float, float]
    today: float
    is_behind: bool


def lay_out(*, kept: Sequence[tuple[float, float]], promised: float) -> Pace:
    """Return the lines from pairs of (share of the period that has passed, how many by then), the last being today.

    `promised` is owed at the end of the period; behind means below the straight line to it.
    """
    ordered = sorted(kept)
    share, value = ordered[-1] if ordered else (0.0, 0.0)
    most = max(promised, value, 1)

    def down(count: float) -> float:
        return round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * count / most, 2)

    points = [(0.0, down(0)), *((round(WIDTH * part, 2), down(count)) for part, count in ordered)]
    line = " ".join(f"{x},{y}" for x, y in points)
    return Pace(
        kept=line,
        area=f"{line} {points[-1][0]},{HEIGHT} 0,{HEIGHT}",
        promise=(down(0), down(promised)),
        today=points[-1][0],
        is_behind=value < promised * share,
    )
