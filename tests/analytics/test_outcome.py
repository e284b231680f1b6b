"""Rates with intervals, lift and order: against textbook values and against counting every pair."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.analytics.outcome import OutcomeFinding, Rate, auc, lift_at_top, outcome_finding

# Newcombe (1998), table I, method 3: the score interval without continuity correction.
TEXTBOOK = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
)
SCORES = st.integers(-5, 5).map(float)
People = list[tuple[float, bool]]
PEOPLE = st.lists(st.tuples(SCORES, st.booleans()), max_size=40)


@pytest.mark.parametrize(("won", "known", "low", "high"), TEXTBOOK)
def test_it_gives_the_interval_of_the_textbook(won: int, known: int, low: float, high: float) -> None:
    assert Rate(won, known).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda known: st.tuples(st.integers(0, known), st.just(known))))
def test_it_holds_the_rate_inside_its_interval_and_the_interval_inside_the_possible(case: tuple[int, int]) -> None:
    rate = Rate(*case)
    low, high = rate.interval

    assert rate.value is not None
    assert 0.0 <= low <= rate.value <= high <= 1.0


@given(st.integers(1, 300).flatmap(lambda known: st.tuples(st.integers(0, known), st.just(known))))
def test_it_mirrors_the_interval_when_wins_and_losses_change_places(case: tuple[int, int]) -> None:
    won, known = case
    low, high = Rate(won, known).interval

    assert Rate(known - won, known).interval == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_it_claims_nothing_without_outcomes() -> None:
    assert Rate(0, 0).value is None
    assert Rate(0, 0).interval == (0.0, 1.0)
    assert Rate(0, 0).is_thin


def test_it_calls_nineteen_outcomes_thin_and_twenty_enough() -> None:
    assert Rate(5, 19).is_thin
    assert not Rate(5, 20).is_thin


@given(PEOPLE)
def test_it_orders_as_counting_every_pair_does(people: list[tuple[float, bool]]) -> None:
    winners = [score for score, won in people if won]
    losers = [score for score, won in people if not won]
    pairs = [1.0 if win > loss else 0.5 if win == loss else 0.0 for win in winners for loss in losers]

    area = auc([score for score, _won in people], [won for _score, won in people])

    assert area == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@given(PEOPLE)
def test_it_lifts_as_the_average_over_every_order_of_ties_does(people: list[tuple[float, bool]]) -> None:
    scores, won = [score for score, _won in people], [is_won for _score, is_won in people]
    if not any(won):
        assert lift_at_top(scores, won) is None
        return
    # Each person stands for five, so that a fifth of everybody is a whole number; a tie shares its places evenly.
    places = sorted(scores, reverse=True)
    best = [places[number // 5] for number in range(len(people))]
    caught = 0.0
    for score in set(best):
        rate_of_tie = sum(w for s, w in people if s == score) / scores.count(score)
        caught += best.count(score) * rate_of_tie

    assert lift_at_top(scores, won) == pytest.approx((caught / len(best)) / (sum(won) / len(won)))


@given(PEOPLE.flatmap(lambda people: st.tuples(st.just(people), st.permutations(people))))
def test_it_does_not_care_for_the_order_of_people(
    case: tuple[list[tuple[float, bool]], list[tuple[float, bool]]],
) -> None:
    first, second = (([s for s, _w in people], [w for _s, w in people]) for people in case)

    assert auc(*first) == auc(*second)
    assert (lift_at_top(*first) or 0.0) == pytest.approx(lift_at_top(*second) or 0.0)


def test_it_lifts_nobody_when_all_score_the_same() -> None:
    assert lift_at_top([1.0] * 7, [True, *[False] * 6]) == pytest.approx(1.0)


def test_it_lifts_to_the_most_possible_when_the_best_fifth_holds_every_win() -> None:
    assert lift_at_top([9.0, 9.0, *[1.0] * 8], [True, True, *[False] * 8]) == pytest.approx(5.0)


def test_it_names_wins_caught_and_missed_and_leaves_the_unknown_out_of_every_rate() -> None:
    finding = outcome_finding(
        column="won",
        people=["ana", "bea", "cid", "dan", "eva"],
        scores=[90, 80, 70, 60, 50],
        qualified=[True, True, False, False, True],
        won=[True, False, True, False, None],
    )

    assert finding.wins_caught == ("ana",)
    assert finding.wins_missed == ("cid",)
    assert finding.everybody == Rate(2, 4)
    assert finding.qualified == Rate(1, 2)
    assert finding.unknown == 1


def test_it_measures_order_only_where_enough_is_known() -> None:
    def found(times: int) -> OutcomeFinding:
        people = [f"p{number}" for number in range(4 * times)]
        return outcome_finding(
            column="won", people=people, scores=[90, 80, 70, 60] * times, qualified=[True] * 4 * times,
            won=[True, False, True, False] * times,
        )  # fmt: skip

    assert (found(4).auc, found(4).lift) == (None, None)
    assert found(5).auc == pytest.approx(0.75)
    assert found(5).lift == pytest.approx(2.0)


def test_it_answers_for_nobody() -> None:
    finding = outcome_finding(column="won", people=[], scores=[], qualified=[], won=[])

    assert (finding.everybody, finding.lift, finding.auc) == (Rate(0, 0), None, None)


def test_it_answers_where_no_outcome_is_known() -> None:
    finding = outcome_finding(column="won", people=["ana"], scores=[1], qualified=[True], won=[None])

    assert (finding.everybody.value, finding.unknown, finding.wins_missed) == (None, 1, ())
    assert not math.isnan(finding.everybody.interval[0])
