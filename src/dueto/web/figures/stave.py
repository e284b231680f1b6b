"""The score: the stages of the process as bars, the notes of a period in them, the line crossing at the hand-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from dueto.web.figures.staff import HIGHEST, MARKETING, ROWS, SALES, Head, Stroke, Words, height_of, lines, usual_place

MOST = 14
"""Notes drawn in one bar; the number above it counts them all."""
FEW = 3
"""Notes drawn in one bar on a phone, the latest."""
NEW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stage:
    """One bar: what it is called, how many are in it, what was promised, whose it is."""

    label: Words
    count: int
    voice: str
    href: str = ""
    promise: Words = ""


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """Somebody who entered a stage: `passage` joins the notes of one lead, `label` says who and what."""

    stage: int
    at: datetime
    passage: str
    label: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class Stave:
    """The score, laid out."""

    stages: Sequence[Stage]
    height: float
    lines: Sequence[float]
    bars: Sequence[float]
    handoff: float | None
    staff: tuple[float, float]
    strokes: Sequence[Stroke] = field(default_factory=tuple)
    heads: Sequence[Head] = field(default_factory=tuple)


def lay_out(
    *, stages: Sequence[Stage], notes: Sequence[Note], since: datetime, until: datetime, gap: float = 10
) -> Stave:
    """Return where everything stands. In each bar the period runs from left to right; older notes are left out."""
    width = 100 / max(len(stages), 1)
    shown = [note for note in notes if since <= note.at <= until and 0 <= note.stage < len(stages)]
    placed: dict[Note, Head] = {}
    for number, stage in enumerate(stages):
        inside = sorted((note for note in shown if note.stage == number), key=lambda note: (note.at, note.passage))
        latest = inside[-MOST:]
        placed |= _bar(latest, stage=stage, left=number * width, width=width, since=since, until=until, gap=gap)
    ys = lines(gap)
    return Stave(
        stages=tuple(stages),
        height=ROWS * gap,
        lines=ys,
        bars=tuple(round(number * width, 2) for number in range(1, len(stages))),
        handoff=_handoff(stages, width),
        staff=(ys[0], ys[-1]),
        strokes=_strokes(placed),
        heads=tuple(placed.values()),
    )


def _bar(
    notes: Sequence[Note], *, stage: Stage, left: float, width: float, since: datetime, until: datetime, gap: float
) -> dict[Note, Head]:
    whole = max((until - since).total_seconds(), 1)
    taken: list[tuple[float, int]] = []
    placed: dict[Note, Head] = {}
    for number, note in enumerate(notes):
        share = (note.at - since).total_seconds() / whole
        x = round(left + width * (0.12 + 0.76 * share), 2)
        place = _free_place(usual_place(note.passage + str(note.stage)), x, taken)
        taken.append((x, place))
        placed[note] = Head(
            x=x,
            y=height_of(place, voice=stage.voice, gap=gap),
            voice=stage.voice,
            label=note.label,
            href=note.href,
            is_new=until - note.at <= NEW,
            is_early=number < len(notes) - FEW,
            stage=stage.label,
            gap=gap,
        )
    return placed


def _free_place(wanted: int, x: float, taken: Sequence[tuple[float, int]]) -> int:
    """Return the free place nearest to the one that is wanted, or that one if the bar is full."""
    near = [place for other, place in taken if abs(other - x) < 1.6]
    free = (place for place in range(HIGHEST + 1) if all(abs(place - other) > 1 for other in near))
    return min(free, key=lambda place: abs(place - wanted), default=wanted)


def _strokes(placed: dict[Note, Head]) -> tuple[Stroke, ...]:
    passages: dict[str, list[Note]] = {}
    for note in sorted(placed, key=lambda note: (note.stage, note.at)):
        passages.setdefault(note.passage, []).append(note)
    moving = [notes for notes in passages.values() if len(notes) > 1]
    latest = max(moving, key=lambda notes: max(note.at for note in notes), default=None)
    return tuple(
        Stroke(
            placed[one].x, placed[one].y, placed[next_one].x, placed[next_one].y,
            is_latest=notes is latest, is_early=placed[one].is_early or placed[next_one].is_early,
        )
        for notes in moving
        for one, next_one in pairwise(notes)
    )  # fmt: skip


def _handoff(stages: Sequence[Stage], width: float) -> float | None:
    """Return where the hand-off lies: after the last bar of marketing that a bar of sales follows."""
    for number, (one, following) in enumerate(pairwise(stages), start=1):
        if one.voice == MARKETING and following.voice == SALES:
            return round(number * width, 2)
    return None
