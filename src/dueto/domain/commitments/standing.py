"""How one promise stands: what was kept, what is still owed until the period ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.commitments.promise import Promise, What
from dueto.domain.commitments.share import Share, in_percent


@dataclass(frozen=True, slots=True)
class Open:
    """Clocks that run: how many, how many of them run out before the day ends, how many have run out already."""

    running: int = 0
    due_today: int = 0
    late: int = 0

    def __add__(self, other: Open) -> Open:
        """Return both together."""
        return Open(self.running + other.running, self.due_today + other.due_today, self.late + other.late)


@dataclass(frozen=True, slots=True)
class Standing:
    """One promise at one instant. `count` for those with a number to reach, `share` for the others."""

    promise: Promise
    count: int = 0
    share: Share = field(default_factory=Share)
    open: Open = field(default_factory=Open)

    @property
    def is_kept(self) -> bool | None:
        """Whether it is kept so far; None while nothing can be said."""
        if self.promise.target is not None:
            return True if self.count >= self.promise.target else None
        return self.share.reaches(self.promise.at_least) if self.share.of else None

    @property
    def owed(self) -> Message:
        """What is still owed, in one sentence."""
        if self.promise.target is not None:
            missing = self.promise.target - self.count
            if missing > 0:
                return say_many("{n} qualified to go", "{n} qualified to go", missing)
            return say("All {n} that were promised are there", n=self.promise.target)
        if self.open.late:
            return say_many("{n} clock is overdue", "{n} clocks are overdue", self.open.late)
        if self.open.due_today:
            return say_many("{n} clock runs out today", "{n} clocks run out today", self.open.due_today)
        if self.open.running:
            return say_many("{n} clock is running", "{n} clocks are running", self.open.running)
        return self._owed_without_clocks()

    def _owed_without_clocks(self) -> Message:
        if self.share.percent is None:
            return say("Nothing to judge yet")
        if self.is_kept:
            return say("Kept so far")
        if self.promise.what in _LACKING:
            return _LACKING[self.promise.what](self.share.of - self.share.kept)
        return say("Short by {n} of 100", n=self.promise.at_least - self.share.percent)

    @property
    def kept(self) -> Message:
        """What was kept, in one sentence."""
        if self.promise.target is not None:
            return say("{n} of {promised}", n=self.count, promised=self.promise.target)
        if self.share.percent is None:
            return say("{promised} is promised", promised=in_percent(self.promise.at_least))
        return say(
            "{share} ({kept} of {n}); {promised} is promised",
            share=in_percent(self.share.percent),
            kept=self.share.kept,
            n=self.share.of,
            promised=in_percent(self.promise.at_least),
        )


def _without_outcome(n: int) -> Message:
    return say_many("{n} outcome is not told", "{n} outcomes are not told", n)


def _incomplete(n: int) -> Message:
    return say_many("{n} hand-off lacks something", "{n} hand-offs lack something", n)


_LACKING = {What.OUTCOME: _without_outcome, What.COMPLETE: _incomplete}
