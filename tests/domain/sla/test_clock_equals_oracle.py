"""Clocks and ladders stand as they do for somebody who asks every ten minutes whether they ran."""

from __future__ import annotations

from collections import Counter

from tests.domain.sla.clock_oracle import cases, said
from tests.domain.sla.world import real_room
from tests.domain.soak import times

ROOM = real_room()


def test_it_agrees_on_clocks_of_any_kind() -> None:
    met: Counter[str] = Counter()
    for place in range(times(70)):
        for case, expected in cases(place):
            assert said(case, ROOM) == expected, (place, case)
            met[expected.state] += 1

    assert min(met[state] for state in ("running", "paused", "met", "missed", "moot")) > 15, met
