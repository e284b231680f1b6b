"""Two staves, one for each team, and what stands on them: the geometry that the score and a passage share."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from dueto.domain.basics.message import Message

Words = Message | str
MARKETING, SALES = "marketing", "sales"
TOP_LINE = {MARKETING: 3, SALES: 11}
"""The uppermost of the five lines of each stave, counted in gaps from the top."""
ROWS = 18
HIGHEST = 8
"""The places of a stave from its lowest line (0) to its uppermost (8): lines and the gaps between them."""


@dataclass(frozen=True, slots=True)
class Head:
    """A note in its place: across in per cent of the width, down in pixels."""

    x: float
    y: float
    voice: str
    label: Words
    href: str = ""
    is_new: bool = False
    is_early: bool = False
    stage: Words = ""
    gap: float = 8

    @property
    def size(self) -> tuple[float, float]:
        """Return the two radii of the head, which fills a gap of its stave."""
        return round(self.gap * 0.76, 2), round(self.gap * 0.53, 2)

    @property
    def stem(self) -> tuple[float, float, float]:
        """Return the stem, from the head: upwards for marketing, downwards for sales."""
        side = 1 if self.voice == MARKETING else -1
        return round(side * self.gap * 0.69, 2), round(-side * self.gap * 0.25, 2), round(-side * self.gap * 3.2, 2)


@dataclass(frozen=True, slots=True)
class Stroke:
    """The line from one note of a passage to the next."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_latest: bool = False
    is_early: bool = False


def height_of(place: int, *, voice: str, gap: float) -> float:
    """Return how far down a place of a stave lies, in pixels."""
    return round((TOP_LINE[voice] + 4) * gap - place * gap / 2, 2)


def lines(gap: float) -> tuple[float, ...]:
    """Return how far down the ten lines of the two staves lie."""
    return tuple((top + line) * gap for top in TOP_LINE.values() for line in range(5))


def usual_place(name: str) -> int:
    """Return the place where a passage stands by itself: any, but always the same."""
    return 1 + crc32(name.encode()) % (HIGHEST - 1)
