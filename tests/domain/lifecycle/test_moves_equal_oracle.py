"""Random standings and random lives: every step leads where the design says, or is refused for the reason it says."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.domain.lifecycle.cases import Room, drawn, drawn_tries, walk
from tests.domain.lifecycle.oracle import crossing, opinion
from tests.domain.soak import times


def test_each_step_leads_where_the_oracle_says() -> None:
    room, seen = Room(), Counter[str]()
    for place in range(times(7000)):
        case, expected, _ = drawn(place)

        assert room.answer(case) == expected, case

        seen[expected.get("refused", "moved")] += 1
    assert seen["moved"] > times(7000) / 10
    assert len(seen) > 25, "the cases do not reach every refusal"


def test_crossing_opens_joins_or_stays_as_the_oracle_says() -> None:
    room, seen = Room(), Counter[tuple[str, str]]()
    for place in range(times(7000)):
        case, _, expected = drawn(place)

        assert room.crossing_of(case) == expected, case

        seen[expected] += 1
    assert len(seen) == 3 + 1 + 7, "the cases do not reach every answer"


def test_it_counts_attempts_as_the_oracle_does() -> None:
    room, seen = Room(), Counter[bool]()
    for place in range(times(3000)):
        case, expected = drawn_tries(place)

        assert room.has_tried(case) == expected, case

        seen[expected] += 1
    assert min(seen.values()) > times(3000) / 10


def test_a_whole_life_goes_as_the_oracle_says() -> None:
    room, passages = Room(), 0
    for life in range(times(120)):
        for case in walk(Random(life), steps=60):
            expected = opinion(case)

            assert room.answer(case) == expected, case
            assert room.crossing_of(case) == crossing(case), case

            passages += expected.get("opens", False)
    assert passages > times(120)
