"""Every promise of the agreement and how it stands: eight queries at most, however many promises there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dueto.apps.agreements.queries import InForce
from dueto.apps.handoff.board import counts
from dueto.domain.commitments.period import Period, period_of
from dueto.domain.commitments.promise import Promise, What, promises_of
from dueto.domain.commitments.share import Share
from dueto.domain.commitments.standing import Open, Standing

UNSAID = timedelta(days=90)
"""After so long an outcome should be known, where the agreement names no silence after which a lead goes back."""
WEEK, WORKING_DAYS = 7, 5


@dataclass(frozen=True, slots=True)
class Promises:
    """How both teams stand over the month, quarter or week that each promise is for."""

    month: Period
    standings: tuple[Standing, ...]
    open: Mapping[str, Open]

    def of(self, side: str) -> tuple[Standing, ...]:
        """Return what one team promised."""
        return tuple(standing for standing in self.standings if standing.promise.side == side)

    def about(self, what: What) -> Standing | None:
        """Return how the promise about `what` stands, if there is one."""
        return next((standing for standing in self.standings if standing.promise.what is what), None)

    @property
    def late(self) -> int:
        """How many clocks are overdue."""
        return sum(open.late for open in self.open.values())


def promises(in_force: InForce, *, as_of: datetime, month: Period | None = None) -> Promises:
    """Return how every promise stands at `as_of`, in the month under way or in an earlier one."""
    zone = in_force.agreement.zone
    today = period_of("day", as_of=as_of, zone=zone)
    month = month or period_of("month", as_of=as_of, zone=zone)
    reader = _Reader(in_force.record, month=month, as_of=as_of, open=counts.running(as_of=as_of, today=today))
    standings = tuple(reader.standing_of(promise) for promise in promises_of(in_force.record))
    return Promises(month=month, standings=standings, open=reader.open)


class _Reader:
    """Counts each thing once."""

    def __init__(self, record: Mapping[str, Any], *, month: Period, as_of: datetime, open: Mapping[str, Open]) -> None:
        self.record, self.month, self.as_of, self.open = record, month, as_of, open
        self._in_time: Mapping[str, Share] | None = None

    def standing_of(self, promise: Promise) -> Standing:
        period = self.month if promise.per == "month" else self._period(promise.per)
        if promise.what is What.QUALIFIED:
            return Standing(promise, count=counts.qualified(period, as_of=self.as_of))
        if promise.clock is not None:
            open = self.open.get(promise.clock, Open())
            return Standing(promise, share=self._clocks().get(promise.clock, Share()), open=open)
        return Standing(promise, share=self._share(promise.what, period))

    def _share(self, what: What, period: Period) -> Share:
        if what is What.ACCEPTANCE:
            return counts.acceptance(period, as_of=self.as_of)
        if what is What.COMPLETE:
            return counts.complete(period, as_of=self.as_of)
        return counts.outcomes(period, as_of=self.as_of, term=term_of(self.record))

    def _clocks(self) -> Mapping[str, Share]:
        if self._in_time is None:
            self._in_time = counts.in_time(self.month, as_of=self.as_of)
        return self._in_time

    def _period(self, per: str) -> Period:
        return period_of(per, as_of=min(self.as_of, self.month.ends_at - counts.INSTANT), zone=self.month.zone)


def term_of(record: Mapping[str, Any]) -> timedelta:
    """Return after which time, by the calendar on the wall, the outcome of an accepted hand-off should be known."""
    for stage in record.get("process", ()):
        if written := stage.get("clock", {}).get("recycle_after"):
            number, unit = int(written[:-1]), written[-1]
            return timedelta(days=number * WEEK / WORKING_DAYS) if unit == "d" else timedelta(hours=number)
    return UNSAID
