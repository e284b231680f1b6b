"""Fair to one lead: whatever the weights, after restarts, with credits, and with people who come and go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from random import Random

from dueto.domain.routing.candidates import Candidate, Lead, ahead, rejoined
from dueto.domain.routing.routing import Chosen, choose
from tests.domain.soak import times

NEW = Lead()


class Team:
    """Executives by name, as a table of counts would keep them."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.rows = {candidate.id: candidate for candidate in candidates}
        self.ahead: dict[str, int] = {}

    def hand_over(self) -> str | None:
        """Hand one lead to whose turn it is, and return whose it was."""
        answer = choose(candidates=[*self.rows.values()], lead=NEW)
        if not isinstance(answer, Chosen):
            return None
        row = self.rows[answer.executive]
        self.rows[row.id] = replace(row, assigned=row.assigned + 1, in_period=row.in_period + 1)
        return row.id

    def credit(self, name: str) -> None:
        """Take one lead back from `name`: it was returned, or the contact did not come."""
        self.rows[name] = replace(self.rows[name], credits=self.rows[name].credits + 1)

    def leave(self, name: str) -> None:
        """Let `name` go on leave."""
        self.ahead[name] = ahead(self.rows[name], others=self.others(name))
        self.rows[name] = replace(self.rows[name], is_absent=True)

    def come_back(self, name: str) -> None:
        """Let `name` come back."""
        back = rejoined(self.rows[name], others=self.others(name), ahead=self.ahead[name])
        self.rows[name] = replace(back, is_absent=False)

    def others(self, name: str) -> list[Candidate]:
        """Return those present but `name`."""
        return [row for row in self.present() if row.id != name]

    def present(self) -> list[Candidate]:
        """Return those who are there."""
        return [row for row in self.rows.values() if not row.is_absent]

    def spread(self) -> int:
        """Return by how many turns those who are there differ at most."""
        turns = [row.turns for row in self.present()]
        return max(turns) - min(turns) if turns else 0


def equals(count: int) -> Team:
    """Return so many executives with the same weight."""
    return Team(Candidate(f"e{number}") for number in range(count))


def test_a_thousand_leads_over_three_are_333_333_334() -> None:
    team = equals(3)

    for _ in range(1000):
        team.hand_over()

    assert sorted(row.assigned for row in team.rows.values()) == [333, 333, 334]


def test_a_restart_changes_nothing_since_only_counts_are_kept() -> None:
    kept, restarted = equals(5), equals(5)
    for number in range(500):
        assert kept.hand_over() == restarted.hand_over()
        if number % 7 == 0:
            restarted = Team(
                Candidate(row.id, assigned=row.assigned)
                for row in sorted(restarted.rows.values(), key=lambda row: -ord(row.id[-1]))
            )


def test_equals_never_differ_by_more_than_one() -> None:
    for seed in range(times(6)):
        team = equals(Random(seed).randint(2, 12))
        for _ in range(600):
            team.hand_over()

            assert team.spread() <= 1


def test_each_stays_within_one_of_the_exact_share() -> None:
    for seed in range(times(9)):
        rng = Random(seed)
        count = rng.randint(2, 9)
        weights = [rng.randint(1, 20) for _ in range(count)] if seed % 3 else [count - 1] + [1] * (count - 1)
        team = Team(Candidate(f"e{place}", weight=weight) for place, weight in enumerate(weights))
        for handed in range(1, 201):
            team.hand_over()

            for row in team.rows.values():
                assert abs(Fraction(handed * row.weight, sum(weights)) - row.assigned) < 1


def test_equals_who_come_and_go_never_differ_by_more_than_one() -> None:
    for seed in range(times(12)):
        rng = Random(seed)
        team = equals(rng.randint(2, 6))
        for _ in range(400):
            name = rng.choice([*team.rows])
            match rng.random():
                case chance if chance > 0.15:
                    team.hand_over()
                case chance if chance > 0.145:
                    new = rejoined(Candidate(f"new{len(team.rows)}"), others=team.present())
                    team.rows[new.id] = new
                case _ if team.rows[name].is_absent:
                    team.come_back(name)
                case _:
                    team.leave(name)

            assert team.spread() <= 1


def test_weights_that_come_and_go_stay_near_their_share() -> None:
    for seed in range(times(12)):
        rng = Random(seed)
        team = Team(Candidate(f"e{place}", weight=rng.randint(1, 9)) for place in range(rng.randint(2, 6)))
        weights = [row.weight for row in team.rows.values()]
        near = 1 + Fraction(max(weights), min(weights))
        for _ in range(300):
            name = rng.choice([*team.rows])
            if rng.random() > 0.15:
                team.hand_over()
            elif team.rows[name].is_absent:
                team.come_back(name)
            else:
                team.leave(name)

            turns = sum(row.turns for row in team.present())
            share = sum(row.weight for row in team.present())
            assert all(abs(Fraction(turns * row.weight, share) - row.turns) <= near for row in team.present())


def test_who_comes_back_from_leave_is_not_flooded() -> None:
    team = equals(3)
    team.leave("e2")
    for _ in range(200):
        team.hand_over()
    team.come_back("e2")

    next_leads = [team.hand_over() for _ in range(30)]

    assert all(next_leads[place : place + 3].count("e2") == 1 for place in range(0, 30, 3))


def test_a_cap_that_ends_floods_nobody() -> None:
    team = Team((Candidate("e0", cap=5), Candidate("e1"), Candidate("e2")))
    for _ in range(301):
        team.hand_over()
    assert team.rows["e0"].assigned == 5

    team.rows["e0"] = replace(rejoined(team.rows["e0"], others=team.others("e0")), in_period=0, cap=None)
    next_leads = [team.hand_over() for _ in range(30)]

    assert [next_leads.count(name) for name in ("e0", "e1", "e2")] == [10, 10, 10]


def test_a_returned_lead_credits_the_turn_back() -> None:
    team = equals(4)
    for _ in range(40):
        team.hand_over()
    team.credit("e3")
    team.credit("e3")

    assert [team.hand_over() for _ in range(2)] == ["e3", "e3"]
    assert team.spread() == 0
    assert [row.assigned for row in team.rows.values()] == [10, 10, 10, 12]


def test_credits_are_made_good_before_anybody_else_gets_more() -> None:
    for seed in range(times(20)):
        rng = Random(seed)
        team = equals(rng.randint(2, 6))
        for _ in range(100):
            team.hand_over()
            if rng.random() < 0.3:
                team.credit(rng.choice([*team.rows]))

        most = max(row.turns for row in team.rows.values())
        owed = sum(most - row.turns for row in team.rows.values())
        for _ in range(owed):
            team.hand_over()

        assert {row.turns for row in team.rows.values()} == {most}


def test_a_credit_outlives_a_leave() -> None:
    team = equals(3)
    for _ in range(30):
        team.hand_over()
    team.credit("e1")
    team.credit("e1")
    team.leave("e1")
    for _ in range(50):
        team.hand_over()
    team.come_back("e1")

    assert team.ahead["e1"] == -2
    assert [team.hand_over() for _ in range(2)] == ["e1", "e1"]
    assert team.spread() == 0


def test_a_new_weight_counts_from_now_on() -> None:
    team = Team((Candidate("e0", assigned=100), Candidate("e1", assigned=100)))
    doubled = rejoined(replace(team.rows["e0"], weight=2), others=team.others("e0"))
    team.rows["e0"] = doubled

    next_leads = [team.hand_over() for _ in range(30)]

    assert doubled.turns == 200
    assert next_leads.count("e0") == 20


def test_alone_there_is_nobody_to_be_level_with() -> None:
    alone = Candidate("e0", assigned=7)
    own = Candidate("e1", weight=0, assigned=3)

    assert rejoined(alone, others=[own], ahead=2) == alone
    assert ahead(alone, others=()) == 0
    assert rejoined(own, others=[alone]).turns == 0
