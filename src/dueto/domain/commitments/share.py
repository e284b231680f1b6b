"""How many of how many, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dueto.domain.basics.message import Message, say

DATA_FLOOR = 20
"""Of fewer, a share is shown only with its interval."""
NORMAL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """So many kept of so many that could be judged. Of none there is no share."""

    kept: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share, or None where nothing could be judged yet."""
        return self.kept / self.of if self.of else None

    @property
    def percent(self) -> int | None:
        """The whole percent that were reached, never rounded up to what was promised."""
        return self.kept * 100 // self.of if self.of else None

    @property
    def is_thin(self) -> bool:
        """Whether there are too few to speak of a share."""
        return self.of < DATA_FLOOR

    @property
    def interval(self) -> tuple[float, float]:
        """The lower and upper bound of the share, 95 % (Wilson, 1927)."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = NORMAL, self.of, self.kept / self.of
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (middle - half if self.kept else 0.0), (middle + half if self.kept < n else 1.0)

    def reaches(self, percent: int) -> bool:
        """Return whether it is at least so many percent, exactly."""
        return self.kept * 100 >= percent * self.of


def in_percent(percent: int) -> Message:
    """Return whole percent as people read them."""
    return say("{n} %", n=percent)


def how_sure(share: Share) -> Message | None:
    """Return between which bounds a share of few lies; None where there are enough, or none."""
    if not share.of or not share.is_thin:
        return None
    low, high = share.interval
    return say(
        "of only {n}: the true share lies between {low} and {high}",
        n=share.of,
        low=in_percent(math.floor(low * 100)),
        high=in_percent(math.ceil(high * 100)),
    )
