"""Every hit that was answered is in the inbox, once, whatever happens to the door."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.collect.load import Load
from tests.collect.running import RunningDoor, Started
from tests.postgres import Cluster

KILLS = 50 if os.environ.get("DUETO_SOAK") else 5


def assert_each_is_there_once(door: RunningDoor, loads: list[Load]) -> None:
    """Hold what is in the inbox against what was answered."""
    there = [hit.visitor for hit in door.hits()]
    answered = {visitor for load in loads for visitor in load.answered}
    sent = {visitor for load in loads for visitor in load.sent}
    assert len(there) == len(set(there))
    assert answered <= set(there) <= sent


def place_of(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a new inbox of the kind that is asked for."""
    if request.param == "sqlite":
        return str(tmp_path / "inbox.db")
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.database()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where the inbox is."""
    return place_of(request, tmp_path)


def test_it_survives_being_killed_under_load(started: Started, place: str) -> None:
    rng = random.Random(place)
    loads: list[Load] = []
    for kill in range(KILLS):
        door = started(place)
        with Load(door, f"k{kill}") as load:
            load.wait_for_answers()
            time.sleep(rng.uniform(0.1, 0.4))
            door.kill()
        loads.append(load)

    assert_each_is_there_once(door, loads)


def test_it_ends_in_order_under_load(started: Started, place: str) -> None:
    door = started(place)
    with Load(door, "end") as load:
        load.wait_for_answers()
        written = door.stop()

    assert door.process.returncode == 0
    assert "collect_stopped" in written
    assert_each_is_there_once(door, [load])
    assert {hit.visitor for hit in door.hits()} == set(load.answered)


def test_two_doors_share_one_inbox(started: Started, place: str) -> None:
    doors = [started(place), started(place)]
    with Load(doors[0], "a") as first, Load(doors[1], "b") as second:
        first.wait_for_answers()
        second.wait_for_answers()

    assert_each_is_there_once(doors[0], [first, second])
    assert first.others == second.others == []


def test_reading_along_does_not_stop_it(started: Started, place: str) -> None:
    door = started(place)
    inbox, understood = door.inbox(), list[str]()
    with Load(door, "along") as load:
        until = time.monotonic() + 1
        while time.monotonic() < until:
            if hits := inbox.read_after(0, 500):
                understood += [hit.visitor for hit in hits]
                inbox.forget_until(hits[-1].id, 500)
    understood += [hit.visitor for hit in inbox.read_after(0, 100_000)]
    inbox.close()

    assert load.others == []
    assert len(understood) == len(set(understood))
    assert set(understood) == set(load.answered)
