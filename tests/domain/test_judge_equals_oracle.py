"""The reference and the naive oracle say the same of everybody."""

from __future__ import annotations

from tests.domain.soak import SOAK, times
from tests.domain.world import as_opinion, drawn, drawn_missing, real_world, said_missing

WORLD = real_world()


def test_it_judges_as_the_oracle_does() -> None:
    for place in range(times(2000)):
        case, expected = drawn(place)

        said = {number: as_opinion(verdict) for number, verdict in WORLD.verdicts(case).items()}

        assert said == expected, f"case {place}: {case}"


def test_it_finds_missing_what_brute_force_finds() -> None:
    found = 0
    for place in range(times(600)):
        case, _ = drawn(place)
        expected = drawn_missing(place, most_trials=300 * SOAK)

        said = said_missing(WORLD, case)

        assert {number: said[number] for number in expected} == expected, f"case {place}: {case}"
        found += sum(map(bool, expected.values()))
    assert found > 50
