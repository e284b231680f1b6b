"""Fit against behaviour of one person: the corner of those who qualify, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.web.figures.staff import Words

WIDTH, HEIGHT = 340, 260
LEFT, RIGHT, TOP, BOTTOM = 34, 334, 22, 226


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody stood at one time."""

    fit: int
    behaviour: int
    at: datetime
    label: Words = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A step in its place."""

    x: float
    y: float
    label: Words
    is_now: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A number beside an axis."""

    place: float
    value: int
    is_least: bool


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane, laid out in a box of `WIDTH` by `HEIGHT`."""

    corner: str
    path: str
    dots: Sequence[Dot]
    across: Sequence[Tick]
    up: Sequence[Tick]
    now: Step | None
    least_fit: int | None
    least_behaviour: int | None


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / max(self.high - self.low, 1)
        return round(self.start + (self.end - self.start) * min(max(share, 0), 1), 2)


def lay_out(
    *,
    steps: Sequence[Step],
    least_fit: int | None,
    least_behaviour: int | None,
    least_total: int | None = None,
    best_fit: int = 0,
    best_behaviour: int = 0,
) -> Plane:
    """Return the plane with the steps in order of time; the scales reach the best sums and beyond the corner."""
    ordered = sorted(steps, key=lambda step: step.at)
    across = _scale([step.fit for step in ordered], least_fit, best_fit, LEFT, RIGHT)
    up = _scale([step.behaviour for step in ordered], least_behaviour, best_behaviour, BOTTOM, TOP)
    dots = [Dot(across(step.fit), up(step.behaviour), step.label, is_now=step is ordered[-1]) for step in ordered]
    return Plane(
        corner=_corner(across, up, least_fit, least_behaviour, least_total),
        path=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        dots=tuple(dots),
        across=_ticks(across, least_fit),
        up=_ticks(up, least_behaviour),
        now=ordered[-1] if ordered else None,
        least_fit=least_fit,
        least_behaviour=least_behaviour,
    )


def _scale(values: Sequence[int], least: int | None, best: int, start: float, end: float) -> _Scale:
    high = max([*values, best, (least or 0) + 10, 10])
    return _Scale(min([*values, 0]), -(-high // 10) * 10, start, end)


def _corner(across: _Scale, up: _Scale, fit: int | None, behaviour: int | None, total: int | None) -> str:
    """Return the corner as points; where the total matters, its edge slopes."""
    left = fit if fit is not None else across.low
    floor = behaviour if behaviour is not None else up.low
    edge = [(left, floor), (across.high, floor)]
    if total is not None and left + floor < total:
        steep = [(left, max(floor, min(total - left, up.high)))]
        if total - left > up.high:
            steep = [(total - up.high, up.high)]
        flat = [(total - floor, floor)] if total - floor < across.high else [(across.high, total - across.high)]
        edge = steep + flat + ([(across.high, floor)] if total - floor < across.high else [])
    corner = [*edge, (across.high, up.high), (edge[0][0], up.high)]
    return " ".join(f"{across(x)},{up(y)}" for x, y in corner)


def _ticks(scale: _Scale, least: int | None) -> tuple[Tick, ...]:
    """Return the ends of the scale and the threshold; an end too near to the threshold gives way."""
    ends = [value for value in (scale.low, scale.high) if least is None or abs(scale(value) - scale(least)) > 24]
    values = [*ends, least] if least is not None else ends
    return tuple(Tick(scale(value), value, is_least=value == least) for value in sorted(values))
