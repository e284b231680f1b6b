"""How much was open at the end of each week, and how much was mended in it: bars that need no hue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

WIDTH, HEIGHT, TOP, BOTTOM = 340, 120, 14, 98
GAP = 0.3


class Week(Protocol):
    """What is drawn of one week."""

    @property
    def ends_on(self) -> date: ...
    @property
    def open(self) -> int: ...
    @property
    def mended(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One week in its place: a filled bar for what was open, a line across it for what was mended."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    right: float
    mended_y: float
    ends_on: date
    open: int
    mended: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The bars, laid out in a box of `WIDTH` by `HEIGHT`; empty without a week."""

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = BOTTOM


def lay_out(weeks: Sequence[Week]) -> Progress:
    """Return the bars, the oldest week first, drawn against the most there ever was."""
    most = max([*(week.open for week in weeks), *(week.mended for week in weeks), 1])
    step = WIDTH / max(len(weeks), 6)

    def up(count: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * count / most, 2)

    return Progress(
        tuple(
            Bar(
                x=round(place * step + step * GAP / 2, 2), y=up(week.open), width=round(step * (1 - GAP), 2),
                height=round(BOTTOM - up(week.open), 2), middle=round((place + 0.5) * step, 2),
                right=round((place + 1 - GAP / 2) * step, 2),
                mended_y=up(week.mended), ends_on=week.ends_on, open=week.open, mended=week.mended,
                is_last=place == len(weeks) - 1,
            )
            for place, week in enumerate(weeks)
        ),
        most,
    )  # fmt: skip
