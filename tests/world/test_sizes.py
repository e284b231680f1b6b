"""Any size, any seed, any day of launch: the stories stay, the rest follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dueto.domain.agreement.definition import Definition
from dueto.world.months import datetime_of
from dueto.world.simulation import simulate
from tests.world.conftest import LAUNCH, told

LAUNCHES = (
    datetime(2027, 1, 1, 5, 0, tzinfo=UTC),
    datetime(2027, 1, 4, 4, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 30, tzinfo=UTC),
    datetime(2027, 3, 14, 8, 0, 0, 123_456, tzinfo=UTC),
    datetime(2027, 5, 30, 12, 0, tzinfo=UTC),
)


@pytest.mark.parametrize("people", [30, 100, 2_000])
def test_a_world_has_about_as_many_people_as_asked(people: int) -> None:
    world = simulate(people=people, launch=LAUNCH)

    names = [row[0] for block in world.blocks() for row in block.rows["people"]]

    assert len(names) == len(set(names)) == world.expected
    assert len(names) == pytest.approx(people, abs=5)


def test_another_seed_tells_another_world_with_the_same_stories() -> None:
    first, second = (list(simulate(people=200, seed=seed, launch=LAUNCH).blocks()) for seed in (7, 8))

    assert first[0].rows["people"] == second[0].rows["people"]
    assert [block.rows["people"] for block in first[1:]] != [block.rows["people"] for block in second[1:]]


def test_a_large_world_comes_in_small_blocks() -> None:
    world = simulate(people=60_000, launch=LAUNCH)

    blocks = world.blocks()
    sizes = [len(next(blocks).rows["people"]) for _ in range(12)]

    assert max(sizes) <= 1_500


@pytest.mark.parametrize("launch", LAUNCHES)
def test_the_stories_hold_whatever_the_day(launch: datetime, version_4: Definition) -> None:
    world = told(simulate(people=60, launch=launch))
    verdicts = {person: world.judged(person, version_4, as_of=launch) for person in world.people}

    assert (verdicts["rocio-tello"].fit, verdicts["rocio-tello"].behaviour) == (65, 24)
    assert (verdicts["joaquin-urena"].behaviour, verdicts["joaquin-urena"].lacking) == (44, (("sites",),))
    assert verdicts["brenda-ochoa"].behaviour == 71
    assert verdicts["emilio-santangel"].qualified
    assert verdicts["percy-lazo"].qualified
    emilio = [row["crossed_at"] for row in world.rows["leads"] if row["person"] == "emilio-santangel"]
    assert launch - datetime_of(emilio[0]) > timedelta(days=59)


@pytest.mark.parametrize("launch", LAUNCHES)
def test_every_handoff_was_a_crossing_whatever_the_day(launch: datetime, version_3: Definition) -> None:
    world = told(simulate(people=700, seed=3, launch=launch))

    for lead in world.rows["leads"]:
        crossed = datetime_of(lead["crossed_at"])
        assert world.judged(lead["person"], version_3, as_of=crossed).qualified, lead
