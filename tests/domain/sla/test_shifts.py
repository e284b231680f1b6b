"""Hours as people write them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dueto.domain.sla.budgets import budget_of
from dueto.domain.sla.shifts import ROUND_THE_CLOCK, Shift, UnusableHours, joined, shift, week_of, working_day
from tests.domain.sla.people import HOUR, MINUTE, WEEK


def test_it_reads_a_shift() -> None:
    assert shift("09:30-24:00") == Shift(9 * HOUR + 30 * MINUTE, 24 * HOUR)
    assert str(shift("09:30-24:00")) == "09:30-24:00"


@pytest.mark.parametrize("text", ["9-18", "09:00", "09:00-18:60", "09:00 - 18:00", "mañana"])
def test_it_refuses_what_is_no_shift(text: str) -> None:
    with pytest.raises(UnusableHours) as refused:
        week_of({"fri": ["09:00-12:00", text]})

    assert str(refused.value.says) == f"fri: {text} is not a shift; write it like 09:00-18:00"


@pytest.mark.parametrize("text", ["18:00-09:00", "09:00-09:00", "20:00-24:30", "24:00-24:00"])
def test_it_refuses_a_shift_that_does_not_close_after_it_opens(text: str) -> None:
    with pytest.raises(UnusableHours, match=f"but {text} does not; write a night as two shifts"):
        shift(text)


def test_it_refuses_a_shift_that_opens_before_midnight() -> None:
    with pytest.raises(UnusableHours):
        Shift(-HOUR, HOUR)


def test_it_refuses_a_day_that_the_week_does_not_have() -> None:
    with pytest.raises(UnusableHours, match="lun is no day of the week; write one of mon, tue"):
        week_of({"lun": ["09:00-18:00"]})


def test_who_is_there_twice_is_there() -> None:
    (day, *_others) = week_of({"mon": ["12:00-15:00", "09:00-13:00", "16:00-17:00", "10:00-11:00", "15:00-16:00"]})

    assert joined(day) == (shift("09:00-17:00"),)
    assert joined(()) == ()


def test_a_business_day_is_the_average_of_the_days_that_are_worked() -> None:
    assert working_day(WEEK) == 44 * HOUR / 5
    assert working_day(ROUND_THE_CLOCK) == 24 * HOUR
    assert working_day(week_of({"mon": ["09:00-13:00", "12:00-15:00"]})) == 6 * HOUR
    assert working_day(week_of({})) == timedelta(0)


def test_a_budget_of_days_is_so_many_business_days() -> None:
    assert budget_of("30m", week=WEEK) == 30 * MINUTE
    assert budget_of("4h", week=WEEK) == 4 * HOUR
    assert budget_of("10d", week=WEEK) == 88 * HOUR
