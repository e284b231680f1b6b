"""How a promise came to be kept, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncDate

from dueto.apps.handoff.board import counts
from dueto.apps.handoff.models import Clock
from dueto.domain.commitments.period import DAY, Period, midnight
from dueto.domain.commitments.standing import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """Pairs of (share of the period gone, how many by then), and what is promised for its end."""

    points: Sequence[tuple[float, float]]
    promised: float


def crossings(period: Period, *, as_of: datetime, target: int) -> Line:
    """Return how those who qualified added up to the `target`."""
    days = (
        counts.crossed(period, as_of=as_of)
        .annotate(day=TruncDate("crossed_at", tzinfo=period.zone))
        .values("day")
        .annotate(n=Count("id"))
        .values_list("day", "n")
    )
    return Line(_summed(days, period, as_of), target)


def clocks(standings: Iterable[Standing], period: Period, *, as_of: datetime) -> dict[str, Line]:
    """Return for each kind of clock how the kept ones added up; the line is the promised share of those to come.

    What comes until the end is reckoned from what came so far, evenly.
    """
    promised = {s.promise.clock: s.promise.at_least for s in standings if s.promise.clock is not None}
    rows = (
        Clock.objects.filter(kind__in=tuple(promised), started_at__range=counts.span(period, as_of=as_of))
        .annotate(day=TruncDate("started_at", tzinfo=period.zone))
        .values("kind", "day")
        .annotate(kept=Count("id", filter=counts.kept()), broken=Count("id", filter=counts.broken(as_of)))
        .values_list("kind", "day", "kept", "broken")
    )
    found = list(rows)
    gone = max(period.gone(as_of), 1 / period.days)
    lines = {}
    for kind, at_least in promised.items():
        mine = [(day, kept, broken) for name, day, kept, broken in found if name == kind]
        judged = sum(kept + broken for _, kept, broken in mine)
        points = _summed([(day, kept) for day, kept, _ in mine], period, as_of)
        lines[str(kind)] = Line(points, judged / gone * at_least / 100)
    return lines


def _summed(days: Iterable[tuple[object, int]], period: Period, as_of: datetime) -> list[tuple[float, float]]:
    """Return the sums at the end of each day, the last one at the instant of looking."""
    of_day = dict(days)
    points, total = [], 0
    for number in range(period.days_gone(as_of)):
        day = period.begins_on + number * DAY
        total += of_day.get(day, 0)
        points.append((period.gone(min(midnight(day + DAY, zone=period.zone), as_of)), float(total)))
    return points
