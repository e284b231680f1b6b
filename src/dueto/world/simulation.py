"""The whole world: Nevadal's history until the launch, told block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from dueto.world.ledger import COLUMNS, Block, Ledger
from dueto.world.months import DAY, HISTORY, Month, instant_of, months_until
from dueto.world.narrator import Narrator
from dueto.world.plan import PEOPLE, Quota, blocks_of, quotas
from dueto.world.stories import LIVE_WEBINAR, tell_stories
from dueto.world.telling import tell

FEWEST = 20
ROBOT_VISITS = 24_000
LEAST_ROBOT_VISITS = 200
GOOD_WEBINAR = 120 + LIVE_WEBINAR
"""About how many days before the launch the webinar was held whose leads did so well."""


@dataclass(frozen=True, slots=True)
class World:
    """A world ready to be told: the same arguments tell the same one, on every machine."""

    people: int
    seed: int
    launch: datetime
    months: tuple[Month, ...]
    quotas: tuple[Quota, ...]
    stories: int

    @property
    def webinar_month(self) -> int:
        """The number of the month of the webinar that went well."""
        return _month_of(self.months, instant_of(self.launch) - GOOD_WEBINAR * DAY)

    @property
    def expected(self) -> int:
        """How many people the world will have."""
        return self.stories + sum(quota.people for quota in self.quotas)

    def blocks(self) -> Iterator[Block]:
        """Yield the rows, a bounded number at a time; each call tells the world from its beginning."""
        ledger = Ledger(launch=instant_of(self.launch))
        tell_stories(_narrator(ledger, self.months, self.people))
        yield ledger.take()
        for month, quota in zip(self.months, self.quotas, strict=True):
            if month.ends <= month.starts:
                continue
            for piece, part in enumerate(blocks_of(quota)):
                rng = Random(f"{self.seed}/{month.number}/{piece}")  # noqa: S311  a story needs no secrets
                tell(ledger, rng, month=month, months=self.months, quota=part)
                yield ledger.take()


def simulate(*, people: int = PEOPLE, seed: int = 7, launch: datetime, crowded: bool = False) -> World:
    """Return the world of Nevadal with about `people` known people, up to `launch`, which must carry a zone.

    A `crowded` world shows a whole month's figures in the month under way, as if it were nearly over.

    The people with a story are always there, so that no world has fewer than about thirty.
    """
    if launch.tzinfo is None:
        raise ValueError("the launch must carry a time zone")
    if people < FEWEST:
        raise ValueError(f"a world needs {FEWEST} people at least")
    launch = launch.replace(microsecond=0)
    months = months_until(launch, crowded=crowded)
    told = Ledger(launch=instant_of(launch))
    stories = tell_stories(_narrator(told, months, 0))
    webinar = _month_of(months, instant_of(launch) - GOOD_WEBINAR * DAY)
    return World(
        people=people,
        seed=seed,
        launch=launch,
        months=months,
        quotas=tuple(
            quotas(months, people=people, stories=stories, crossed=_crossed(told, months[-1]), webinar=webinar)
        ),
        stories=stories,
    )


def _narrator(ledger: Ledger, months: tuple[Month, ...], people: int) -> Narrator:
    robot = min(2 * ROBOT_VISITS, max(LEAST_ROBOT_VISITS, ROBOT_VISITS * people // PEOPLE))
    return Narrator(ledger, months, robot)


def _crossed(told: Ledger, month: Month) -> int:
    """Return how many of the stories begin a passage in `month`: by a crossing, or taken by an executive."""
    person, crossed = (COLUMNS["leads"].index(name) for name in ("person", "crossed_at"))
    seller, opened = (COLUMNS["deals"].index(name) for name in ("person", "opened_at"))
    by_crossing = [row[person] for row in told.rows["leads"] if row[crossed] >= month.starts]
    taken = {row[seller] for row in told.rows["deals"] if row[opened] >= month.starts} - set(by_crossing)
    return len(by_crossing) + len(taken)


def _month_of(months: tuple[Month, ...], instant: int) -> int:
    return max((month.number for month in months[:HISTORY] if month.starts <= instant), default=0)
