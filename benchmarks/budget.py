"""One budget and its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A figure held against its limit, in the same unit; less is better."""

    name: str
    figure: float
    limit: float
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float:
        """The figure over its limit."""
        return self.figure / self.limit

    def __str__(self) -> str:
        verdict = "within" if self.ratio <= 1 else "over"
        figure, limit = f"{self.figure:,.2f} {self.unit}", f"{self.limit:,.2f} {self.unit}"
        return f"{self.name:<58} {figure:>14} {limit:>14} {self.ratio:>7.2f}  {verdict:<6} {self.note}".rstrip()


HEADER = f"{'budget':<58} {'figure':>14} {'limit':>14} {'ratio':>7}"
