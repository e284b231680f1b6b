"""Each rule of routing spoilt on purpose must be noticed by the oracle or by a law of fairness."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

import pytest

from tests.domain.routing.oracle import Room, drawn
from tests.domain.world import spoilt_world
from tests.mutant import Mutant

CASES = 3000


MUTANTS = (
    Mutant("the inactive are chosen", "routing", "if not candidate.is_active:", "if False:"),
    Mutant("the absent are chosen", "routing", "if candidate.is_absent:", "if False:"),
    Mutant("no cap", "routing", "candidate.in_period >= candidate.cap", "False"),
    Mutant("one over the cap", "routing", "candidate.in_period >= candidate.cap", "candidate.in_period > candidate.cap"),
    Mutant("no cap on open ones", "routing", "candidate.open >= candidate.open_cap", "False"),
    Mutant("one over the open ones", "routing", "candidate.open >= candidate.open_cap", "candidate.open > candidate.open_cap"),
    Mutant("the owner is nobody special", "routing", "if owners:", "if False:"),
    Mutant("weightless take all", "routing", "if one.weight > 0], Passed.ONLY_OWN", "], Passed.ONLY_OWN"),
    Mutant("no territory", "routing", "if lead.country is None:\n        return pool\n", "return pool\n"),
    Mutant("everywhere beside the territory", "routing", "return naming or [candidate for candidate in pool if not candidate.territories]", "return naming + [candidate for candidate in pool if not candidate.territories]"),
    Mutant("anybody where no territory fits", "routing", "return naming or [candidate for candidate in pool if not candidate.territories]", "return naming or pool"),
    Mutant("nobody where no language fits", "routing", "return speaking or pool", "return speaking"),
    Mutant("an unsaid language is another", "routing", " or not one.languages or", " or"),
    Mutant("all are below their share", "routing", "candidate.turns * weights < _weight(candidate) * handed", "True"),
    Mutant("least quotient", "routing", "Fraction(candidate.turns + 1, _weight(candidate))", "Fraction(candidate.turns, _weight(candidate))"),
    Mutant("weights unseen", "routing", "Fraction(candidate.turns + 1, _weight(candidate))", "Fraction(candidate.turns + 1)"),
    Mutant("most turns first", "routing", "return min(below", "return max(below"),
    Mutant("shortest wait first", "routing", "candidate.last_assigned_at or NEVER", "datetime.max.replace(tzinfo=UTC) - ((candidate.last_assigned_at or NEVER) - NEVER)"),
    Mutant("no wait at all", "routing", "candidate.last_assigned_at or NEVER", "NEVER"),
    Mutant("ties by chance of order", "routing", "(*_urgency(candidate), candidate.id)", "_urgency(candidate)"),
    Mutant("credits forgotten", "candidates", "self.start + self.assigned - self.credits", "self.start + self.assigned"),
    Mutant("start forgotten", "candidates", "self.start + self.assigned - self.credits", "self.assigned - self.credits"),
    Mutant("lack of cover unseen", "routing", "Lack.NOBODY_FREE if is_covered else Lack.NOBODY_COVERS", "Lack.NOBODY_FREE"),
    Mutant("passed over unsaid", "routing", "    _kept(eligible, [chosen], Passed.LATER, passed)\n", ""),
)  # fmt: skip

LEVELS = (
    Mutant("flooded after a leave", "candidates", "turns = math.ceil(level + ahead) if ahead < 0 else math.floor(level + ahead)", "turns = candidate.turns"),
    Mutant("credits lost on leave", "candidates", "return 0 if level is None else math.trunc(candidate.turns - level)", "return 0"),
    Mutant("rounded away from the others, below", "candidates", "math.ceil(level + ahead) if ahead < 0", "math.floor(level + ahead) if ahead < 0"),
    Mutant("rounded away from the others, above", "candidates", "else math.floor(level + ahead)", "else math.ceil(level + ahead)"),
    Mutant("level without weight", "candidates", "for other in in_turn) * weight,", "for other in in_turn),"),
    Mutant("level with the weightless", "candidates", "if other.weight > 0]", "]"),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_is_noticed(mutant: Mutant) -> None:
    with spoilt_world(f"routing.{mutant.module}", mutant.original, mutant.spoilt):
        room = Room()
        assert differs(room) or leaves_the_share(room), f"nobody noticed: {mutant.name}"


def test_nothing_is_noticed_where_nothing_is_spoilt() -> None:
    assert not differs(Room())
    assert not leaves_the_share(Room())


def differs(room: Room) -> bool:
    """Return whether one of the drawn leads goes elsewhere than the oracle says."""
    return any(room.answer(team, lead) != expected for team, lead, expected in map(drawn, range(CASES)))


def leaves_the_share(room: Room) -> bool:
    """Return whether somebody of a large team gets one lead more or less than the exact share."""
    weights = {"a": 5, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1}
    assigned = dict.fromkeys(weights, 0)
    for handed in range(1, 41):
        team = [room.candidates.Candidate(name, weight=weights[name], assigned=assigned[name]) for name in weights]
        assigned[room.routing.choose(candidates=team, lead=room.candidates.Lead()).executive] += 1
        if any(abs(handed * weights[name] - 10 * assigned[name]) >= 10 for name in weights):
            return True
    return False


@pytest.mark.parametrize("mutant", LEVELS, ids=lambda mutant: mutant.name)
def test_coming_back_otherwise_is_noticed(mutant: Mutant) -> None:
    assert levels(Room()) == EXPECTED
    with spoilt_world(f"routing.{mutant.module}", mutant.original, mutant.spoilt):
        assert levels(Room()) != EXPECTED, mutant.name


EXPECTED = (10, 31, 8, 12, -2, 1)
"""By hand: level with 10 and 11; three times as much; two behind; two ahead; and as far behind or ahead of them."""


def levels(room: Room) -> tuple[int, ...]:
    """Return with how many turns somebody comes back to two who have 10 and 11, and to one who takes only own companies."""
    make, rejoined, ahead = room.candidates.Candidate, room.candidates.rejoined, room.candidates.ahead
    others = [make("a", assigned=10), make("b", assigned=11), make("own", weight=0, assigned=90)]
    return (
        rejoined(make("c", assigned=3), others=others).turns,
        rejoined(make("c", weight=3), others=others).turns,
        rejoined(make("c"), others=others, ahead=-3).turns,
        rejoined(make("c"), others=others, ahead=2).turns,
        ahead(make("c", assigned=8), others=others),
        ahead(make("c", assigned=12), others=others),
    )
