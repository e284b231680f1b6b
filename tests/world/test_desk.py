"""Whatever the day and the hour, there is something on the desks of sales, and time left for it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from dueto.domain.agreement.definition import Definition
from dueto.world.desk import DESK
from dueto.world.hours import hours_between
from dueto.world.months import HISTORY, datetime_of, instant_of
from dueto.world.simulation import simulate
from tests.world.conftest import told
from tests.world.test_sizes import LAUNCHES


@pytest.mark.parametrize("launch", LAUNCHES)
def test_each_has_crossed_and_is_within_the_promised_hours(launch: datetime, version_4: Definition) -> None:
    world = told(simulate(people=60, launch=launch))
    leads = {row["person"]: row for row in world.rows["leads"]}

    for waiting in DESK:
        lead = leads[waiting.person]
        sent = lead["handed_over_at"]
        used = hours_between(sent, instant_of(launch), zone=waiting.executive.zone)
        assert used == pytest.approx(waiting.sent, abs=0.01)
        assert lead["crossed_at"] < sent <= instant_of(launch)
        assert lead["answer"] == (None if waiting.answered is None else "accepted")
        assert world.judged(waiting.person, version_4, as_of=datetime_of(lead["crossed_at"])).qualified


@pytest.mark.parametrize("launch", [datetime.fromisoformat(day) for day in ("2026-11-10T15:00Z", "2026-11-25T15:00Z")])
def test_a_crowded_month_shows_a_whole_one(launch: datetime) -> None:
    world = told(simulate(launch=launch, crowded=True))

    crossed = Counter(world.month_of(row["crossed_at"]) for row in world.rows["leads"])
    won = Counter(world.month_of(row["closed_at"]) for row in world.rows["deals"] if row["outcome"] == "won")

    assert crossed[HISTORY] == pytest.approx(92, rel=0.12)
    assert won[HISTORY] == 7
