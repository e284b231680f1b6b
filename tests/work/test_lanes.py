"""How the lanes of the worker take turns and rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from dueto.work.loop import Lane, _work

pytestmark = pytest.mark.django_db


class Watched(threading.Event):
    """An end that comes after so many rests, and how long each of them was."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.rests = most, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.rests.append(timeout or 0.0)
        if len(self.rests) == self.most:
            self.set()
        return self.is_set()


def counting(*done: int) -> Iterator[int]:
    yield from done
    while True:
        yield 0


def test_an_idle_lane_rests_ever_longer_and_work_wakes_it() -> None:
    turns, stop = counting(0, 0, 0, 3, 0), Watched(6)

    _work(Lane("jobs", [lambda: next(turns)], rest=0.5, longest=1.5), stop)

    assert stop.rests == [0.5, 1.0, 1.5, 0.5, 1.0, 1.5]


def test_a_task_that_fails_holds_up_no_other() -> None:
    turns, stop = counting(1, 1, 0), Watched(1)
    failed: list[int] = []

    def failing() -> int:
        failed.append(1)
        raise RuntimeError

    _work(Lane("jobs", [failing, lambda: next(turns)], rest=0.5, longest=0.5), stop)

    assert len(failed) == 1, "put off for a second at least"
    assert next(turns) == 0
