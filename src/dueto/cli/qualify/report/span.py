"""One axis of a drawing of scores: its ends, its cells, its numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dueto.adapters import charts
from dueto.adapters.voice import Voice

STEPS = 26
"""The most cells along one axis, where there are too many different sums to draw each."""


@dataclass(frozen=True, slots=True)
class Span:
    """One axis: from where to where, how wide one cell is, and the threshold on it."""

    low: int
    high: int
    step: int
    least: int | None

    def centre(self, value: int) -> float:
        """Return where `value` is drawn: in the middle of its cell, and never beyond the edge."""
        value = min(max(value, self.low), self.high)
        if self.step == 1:
            return value
        return (value - self.anchor) // self.step * self.step + self.anchor + self.step / 2

    @property
    def cells(self) -> float:
        """How many cells lie along the axis."""
        return (self.high - self.low) / self.step

    @property
    def anchor(self) -> int:
        """Where cells begin to be counted, so that none lies on both sides of the threshold."""
        return self.least or 0

    def ticks(self, voice: Voice) -> dict[int | float, str]:
        """Return the places of the axis that carry a number, and the number as the reader writes it."""
        step = charts.nice_step(self.high - self.low, most=6)
        first = -(-self.low // step) * step
        return {place: voice(place) for place in range(first, self.high + 1, step)}


def span_of(values: Counter[int], *, least: int | None, coarse: bool) -> Span:
    """Return the axis for these values: all of them, but for a far end, beyond three thresholds, of nearly nobody."""
    total, below, high = values.total(), 0, 0
    for value in sorted(values):
        high, below = value, below + values[value]
        if below >= 0.995 * total:
            break
    low = min([0, *values])
    if least is not None:
        high = max(high, round(least * 1.3), min(max(values, default=0), 3 * least))
    high = max(high, 10)
    return Span(
        low, high + max(1, (high - low) // 20), charts.nice_step(high - low, most=STEPS) if coarse else 1, least
    )
