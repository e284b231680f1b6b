"""How much happens in each month: the figures that the world is built to show, at any size.

The first month is the text that Dueto begins with: a thousand visits, a hundred inquiries, one customer. The last
ones are Nevadal today: 12,400 visits, 430 inquiries, 92 qualified, 62 accepted, 27 opportunities, 7 won. Visits and
inquiries grow evenly in between, with the seasons: 24 months between 1,000 and 12,400 come to 160,000 visits, most of
them by visitors nobody knows. What is qualified and after grows for 17 months and is then that of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from math import ceil

from dueto.world.months import HISTORY, Month

PEOPLE = 7000
COMPANIES_PER_PERSON = 2600 / 7000
BLOCK = 1500
"""How many people are told at once, so that memory does not grow with the world."""

FULL = 17
"""From this month on the figures are those of today; until then they grow."""
SEASONED = (2, 21)
"""The months that the season bends; the first and the last are quoted, whatever the time of the launch."""
FAIR = 22
FORTY_SECOND = 19
"""The month in which the one win of version 3 crossed that version 4 misses; a story of its own."""
ACCEPTED_NOW = 53
"""Of the month under way, beside those of the stories: 67 of 100 answered. Its crossings come to 92 with theirs."""
WON = (0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7)
"""Wins of those who crossed in each month; they sign three months later, the 42 of the last half year in all."""
WON_BY_DIEGO = (0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 2)
FIRST_CUSTOMER = 0
"""The month of the one customer who signed within the month."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What one month, or one block of it, has to show. `narrow` are hand-offs that version 4 would not make."""

    visits: int
    inquiries: int
    outbound: int
    fair_names: int
    crossings: int
    narrow: int
    accepted: int
    narrow_accepted: int
    opportunities: int
    won: int
    won_by_diego: int
    won_at_once: int
    by_diego: int
    fair_crossings: int
    fair_too_small: int
    fair_accepted: int
    webinar_crossings: int
    webinar_accepted: int
    webinar_opportunities: int
    webinar_won: int

    @property
    def people(self) -> int:
        """Everybody who becomes known."""
        return self.inquiries + self.outbound + self.fair_names

    @property
    def companies(self) -> int:
        """How many companies these people work for."""
        return max(1, round(self.people * COMPANIES_PER_PERSON))


NAMES = tuple(field.name for field in fields(Quota))


def quotas(months: Sequence[Month], *, people: int, stories: int, crossed: int, webinar: int) -> list[Quota]:
    """Return the quota of every month for a world of `people`, of whom `stories` are told apart.

    `crossed` are those of the stories who cross in the month under way. `webinar` is the month of the
    webinar that went well. Rounding is carried over, so that no size loses anybody.
    """
    exact = [_month(month, webinar, crossed) for month in months]
    told = sum(quota["inquiries"] + quota["fair_names"] for quota in exact)
    left = PEOPLE - stories - told
    for month, quota in zip(months, exact, strict=True):
        quota["outbound"] = max(0.0, left * (month.number + 6) * month.share / 450)
    size = max(0, people - stories) / (PEOPLE - stories)
    return [Quota(**counts) for counts in _rounded(exact, size)]


def blocks_of(quota: Quota) -> list[Quota]:
    """Return `quota` cut into blocks that fit into memory, which add up to it exactly."""
    pieces = max(1, ceil(quota.people / BLOCK))
    whole = [getattr(quota, name) for name in NAMES]
    return [
        Quota(*(count * (piece + 1) // pieces - count * piece // pieces for count in whole)) for piece in range(pieces)
    ]


def _month(month: Month, webinar: int, crossed: int) -> dict[str, float]:
    number = month.number
    grown = min(1.0, number / FULL)
    trend = min(1.0, number / (HISTORY - 1))
    season = month.share * (month.season if SEASONED[0] <= number <= SEASONED[1] else 1)
    crossings = 10 + 82 * grown
    special = int(number == FORTY_SECOND)
    quota = dict.fromkeys(NAMES, 0.0)
    quota |= {
        "visits": (1_000 + 11_400 * trend) * season,
        "inquiries": (100 + 330 * trend) * season,
        "crossings": crossings * month.share - special,
        "narrow": 14 * crossings / 92 * month.share - special,
        "accepted": 62 * crossings / 92 * month.share - special,
        "narrow_accepted": 2 * grown * month.share - special,
        "opportunities": 27 * crossings / 92 * month.share - special,
        "won": max(0, round((WON[number] - special) * month.share)),
        "won_by_diego": round(WON_BY_DIEGO[number] * month.share),
        "won_at_once": int(number == FIRST_CUSTOMER),
        "by_diego": 0.34 * crossings * month.share,
    }
    if number == HISTORY:
        quota |= {"crossings": max(0.0, crossings * month.share - crossed), "accepted": ACCEPTED_NOW * month.share}
    if number == FAIR:
        quota |= {"fair_names": 140, "fair_crossings": 31, "fair_too_small": 19, "fair_accepted": 5,
                  "narrow": 31, "narrow_accepted": 5}  # fmt: skip
    if number == webinar:
        quota |= {"webinar_crossings": 25, "webinar_accepted": 22, "webinar_opportunities": 11, "webinar_won": 4}
    return quota


def _rounded(exact: Sequence[dict[str, float]], size: float) -> list[dict[str, int]]:
    counts: list[dict[str, int]] = [{} for _ in exact]
    for name in NAMES:
        sum_so_far, given = 0.0, 0
        for month, quota in zip(counts, exact, strict=True):
            sum_so_far += quota[name] * size
            month[name] = int(sum_so_far + 0.5) - given
            given += month[name]
    return counts
