"""A task that looks seldom goes on while it finds something, and rests afterwards."""

from __future__ import annotations

import pytest

from dueto.work.patience import seldom


def test_it_goes_on_while_it_finds_something_and_rests_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [3, 2, 0, 5, 0]
    looked: list[int] = []

    @seldom(60.0)
    def task() -> int:
        looked.append(left.pop(0))
        return looked[-1]

    clock = [1_000.0]
    monkeypatch.setattr("dueto.work.patience.time.monotonic", lambda: clock[0])
    assert [task(), task(), task()] == [3, 2, 0]
    assert task() == 0
    assert looked == [3, 2, 0]
    clock[0] += 61
    assert task() == 5
