"""The numbers of forms: seen, sent, and what became of those who sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dueto.apps.forms.queries.published import Listed
from dueto.apps.forms.queries.sent import numbers
from dueto.apps.leads.queries.reach import reach_of_forms

PERIOD: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of one form in the last ninety days. `seen` counts openings and the visits of its page.

    `begun` counts openings of our own page or frame in which somebody typed: by a script, so not of every browser.
    """

    seen: int
    begun: int
    sent: int
    refused: int
    people: int
    qualified: int
    accepted: int
    confirmed: int
    awaiting: int

    @property
    def share(self) -> float | None:
        """How many of those who saw it sent it; None if it was hardly seen, or sent without being seen."""
        return self.sent / self.seen if self.seen >= max(20, self.sent) else None


def figures(forms: Sequence[Listed], *, as_of: datetime) -> dict[str, Figures]:
    """Return the numbers of these forms by name. Six queries."""
    since = as_of - PERIOD
    own = numbers([one.name for one in forms], since=since)
    reached = reach_of_forms({one.name: one.design.counts_as or one.name for one in forms}, since=since)
    return {
        one.name: Figures(
            seen=own[one.name].seen,
            begun=own[one.name].begun,
            sent=reached[one.name][0],
            refused=own[one.name].refused,
            people=reached[one.name][1].people,
            qualified=reached[one.name][1].qualified,
            accepted=reached[one.name][1].accepted,
            confirmed=own[one.name].confirmed,
            awaiting=own[one.name].awaiting,
        )
        for one in forms
    }
