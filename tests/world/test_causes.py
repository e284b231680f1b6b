"""What is planted can be found, at the size that world.json says."""

from __future__ import annotations

from statistics import mean
from typing import Any

import pytest

from dueto.world.cast import CAMILA, CAST, DIEGO
from dueto.world.causes import COST_OF_A_VISIT, causes_of
from dueto.world.content import ARTICLE, DATA_SHEET, FAIR, LIVE_SOURCE
from dueto.world.hours import hours_between
from dueto.world.months import HISTORY
from tests.world.conftest import Told

QUARTER = range(HISTORY - 3, HISTORY)


@pytest.fixture
def handoffs(nevadal: Told) -> list[dict[str, Any]]:
    return [row for row in nevadal.rows["leads"] if nevadal.month_of(row["crossed_at"]) in QUARTER]


def hours_to_contact(handoffs: list[dict[str, Any]], *, diegos: bool) -> float:
    zones = {member.name: member.zone for member in CAST}
    return mean(
        hours_between(row["handed_over_at"], row["first_contact_at"], zone=zones[row["executive"]])
        for row in handoffs
        if (row["executive"] == DIEGO.name) is diegos and row["first_contact_at"]
    )


def test_diego_holds_a_third_and_calls_late(handoffs: list[dict[str, Any]]) -> None:
    his = [row for row in handoffs if row["executive"] == DIEGO.name]

    assert len(his) == pytest.approx(94, abs=3)
    assert len(his) / len(handoffs) == pytest.approx(0.34, abs=0.01)
    assert hours_to_contact(handoffs, diegos=True) == pytest.approx(19, rel=0.1)
    assert hours_to_contact(handoffs, diegos=False) == pytest.approx(3, rel=0.1)


def test_his_lateness_costs_44_thousand_a_quarter(nevadal: Told, handoffs: list[dict[str, Any]]) -> None:
    wins = [row for row in nevadal.rows["deals"]
            if row["outcome"] == "won" and nevadal.month_of(row["closed_at"]) in QUARTER]  # fmt: skip
    his_wins = [row["amount"] for row in wins if row["executive"] == DIEGO.name]
    his = sum(1 for row in handoffs if row["executive"] == DIEGO.name)

    rate, his_rate = (len(wins) - len(his_wins)) / (len(handoffs) - his), len(his_wins) / his

    assert (rate - his_rate) * his * mean(his_wins) == pytest.approx(44_000, rel=0.1)


def test_sales_tries_twice_where_it_promised_six(handoffs: list[dict[str, Any]]) -> None:
    attempts = [row["attempts"] for row in handoffs if row["answer"] == "accepted" and row["first_contact_at"]]

    assert mean(attempts) == pytest.approx(2.1, abs=0.2)


def test_pharmacies_ask_for_a_data_sheet_that_nobody_wrote(nevadal: Told) -> None:
    accepted = {
        row["person"]
        for row in nevadal.rows["leads"]
        if row["answer"] == "accepted" and nevadal.people[row["person"]]["sector"] == "farmacéutica"
    }
    asked = {row["person"] for row in nevadal.rows["activities"] if row["item"] == DATA_SHEET}

    assert asked <= accepted
    assert len(asked) / len(accepted) == pytest.approx(0.4, abs=0.06)


def test_the_missing_sheet_costs_21_thousand_a_quarter(nevadal: Told, handoffs: list[dict[str, Any]]) -> None:
    asked = {row["person"] for row in nevadal.rows["activities"] if row["item"] == DATA_SHEET}
    accepted = {row["person"] for row in handoffs if row["answer"] == "accepted"}
    wins = [row["person"] for row in nevadal.rows["deals"]
            if row["outcome"] == "won" and nevadal.month_of(row["closed_at"]) in QUARTER]  # fmt: skip

    assert not asked.intersection(wins)
    assert len(wins) / len(accepted - asked) * len(accepted & asked) * 15_000 == pytest.approx(21_000, rel=0.1)


def test_the_fair_sent_names_that_were_too_small(nevadal: Told) -> None:
    names = {row["person"] for row in nevadal.people.values() if row["campaign"] == FAIR}
    handed = [row for row in nevadal.rows["leads"] if row["person"] in names]

    assert len(names) == 140
    assert len(handed) == 31
    assert sum(1 for row in handed if row["reason"] == "demasiado pequeña") == 19


def test_students_read_one_article(nevadal: Told) -> None:
    recent = [path for instant, path in nevadal.visits if nevadal.month_of(instant) in QUARTER]

    assert recent.count(ARTICLE) / len(recent) == pytest.approx(0.38, abs=0.01)
    assert recent.count(ARTICLE) * COST_OF_A_VISIT == pytest.approx(6_000, rel=0.1)


def test_the_webinar_went_well(nevadal: Told) -> None:
    month = nevadal.world.webinar_month
    came = {row["person"] for row in nevadal.people.values() if row["campaign"] == LIVE_SOURCE.campaign}
    handed = [row for row in nevadal.rows["leads"]
              if row["person"] in came and nevadal.month_of(row["crossed_at"]) == month]  # fmt: skip
    people = {row["person"] for row in handed}
    deals = [row["outcome"] for row in nevadal.rows["deals"] if row["person"] in people]

    accepted = sum(1 for row in handed if row["answer"] == "accepted")
    assert (len(handed), accepted) == (25, 22)
    assert len(deals) == 11
    assert deals.count("won") == 4


def test_camila_accepts_most(nevadal: Told) -> None:
    def rate(name: str) -> float:
        answers = [row["answer"] for row in nevadal.rows["leads"] if row["executive"] == name and row["answer"]]
        return answers.count("accepted") / len(answers)

    executives = {row["executive"] for row in nevadal.rows["leads"]}
    assert max(executives, key=rate) == CAMILA.name


def test_the_causes_are_named_dearest_first(nevadal: Told) -> None:
    causes = causes_of(nevadal.world)["causes"]

    assert [cause["usd_a_quarter"] for cause in causes] == [44_000, 21_000, 9_000, 6_000]
    assert [cause["question"] for cause in causes] == [3, 4, 2, 1]
