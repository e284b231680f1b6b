"""One passage: the acts of one person and of the teams as a melody, which crosses where marketing hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from dueto.web.figures.staff import HIGHEST, ROWS, Head, Stroke, Words, height_of, lines, usual_place


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened: on whose stave, and how high (0 to 1; by itself if nothing is known)."""

    at: datetime
    voice: str
    label: Words
    href: str = ""
    level: float | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The melody, laid out."""

    height: float
    lines: Sequence[float]
    heads: Sequence[Head]
    strokes: Sequence[Stroke]
    crossings: Sequence[float]


def lay_out(*, acts: Sequence[Act], gap: float = 7) -> Passage:
    """Return where the notes stand: halfway between their time and an even distance, so that none hides another."""
    ordered = sorted(acts, key=lambda act: act.at)
    heads = [
        Head(
            x=x,
            y=height_of(_place(act), voice=act.voice, gap=gap),
            voice=act.voice,
            label=act.label,
            href=act.href,
            is_new=act.is_new,
            gap=gap,
        )
        for act, x in zip(ordered, _across(ordered), strict=True)
    ]
    pairs = list(pairwise(heads))
    return Passage(
        height=ROWS * gap,
        lines=lines(gap),
        heads=tuple(heads),
        strokes=tuple(Stroke(one.x, one.y, other.x, other.y, is_latest=True) for one, other in pairs),
        crossings=tuple(round((one.x + other.x) / 2, 2) for one, other in pairs if one.voice != other.voice),
    )


def _place(act: Act) -> int:
    if act.level is None:
        return usual_place(str(act.label))
    return round(min(max(act.level, 0), 1) * HIGHEST)


def _across(acts: Sequence[Act]) -> list[float]:
    if not acts:
        return []
    first, last = acts[0].at, acts[-1].at
    whole = max((last - first).total_seconds(), 1)
    steps = max(len(acts) - 1, 1)
    left, room = 4, 92
    return [
        round(left + room * (0.5 * (act.at - first).total_seconds() / whole + 0.5 * number / steps), 2)
        for number, act in enumerate(acts)
    ]
