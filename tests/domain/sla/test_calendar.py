"""Business time as people know it: weekends, holidays, absences, zones and the nights on which clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.sla.calendar import Absence, Calendar, NeverDue
from dueto.domain.sla.shifts import ROUND_THE_CLOCK, UnusableHours, week_of
from tests.domain.sla.people import ALVARO, HOUR, JULIA, LIMA, MADRID, MINUTE, TOMAS, lima, madrid, santiago


def test_an_hour_from_friday_evening_ends_on_monday_morning() -> None:
    assert JULIA.due(start=lima("2026-03-06 16:30"), worked=HOUR) == lima("2026-03-09 09:30")


def test_what_ends_with_a_shift_is_due_when_it_closes() -> None:
    assert JULIA.due(start=lima("2026-03-06 16:30"), worked=30 * MINUTE) == lima("2026-03-06 17:00")
    assert JULIA.due(start=lima("2026-03-06 16:30"), worked=30 * MINUTE + timedelta(microseconds=1)) == lima(
        "2026-03-09 09:00:00.000001"
    )


def test_what_starts_at_night_counts_from_the_next_opening() -> None:
    assert JULIA.due(start=lima("2026-03-06 23:10:07.5"), worked=HOUR) == lima("2026-03-09 10:00")


@pytest.mark.parametrize("start", ["2026-03-06 16:30", "2026-03-06 17:00", "2026-03-07 03:00"])
def test_nothing_is_due_at_once_even_at_night(start: str) -> None:
    assert JULIA.due(start=lima(start), worked=timedelta(0)) == lima(start)


def test_nobody_works_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="less than nothing"):
        JULIA.due(start=lima("2026-03-06 16:30"), worked=-HOUR)


def test_it_keeps_the_holidays_of_that_person() -> None:
    start = lima("2026-07-27 17:00")

    assert JULIA.due(start=start, worked=2 * HOUR) == lima("2026-07-30 10:00")
    assert replace(JULIA, holidays=frozenset()).due(start=start, worked=2 * HOUR) == lima("2026-07-28 10:00")
    assert ALVARO.due(start=madrid("2026-10-09 16:00"), worked=2 * HOUR) == madrid("2026-10-13 10:00")


def test_nobody_is_charged_for_an_absence() -> None:
    assert TOMAS.due(start=santiago("2026-03-02 11:00"), worked=2 * HOUR) == santiago("2026-03-09 13:00")
    assert TOMAS.due(start=santiago("2026-03-04 11:00"), worked=2 * HOUR) == santiago("2026-03-09 14:00")


def test_an_office_in_another_zone_has_its_own_day() -> None:
    sent_at = lima("2026-03-05 16:00")  # 22:00 in Valencia

    assert JULIA.due(start=sent_at, worked=4 * HOUR) == lima("2026-03-06 11:00")
    assert ALVARO.due(start=sent_at, worked=4 * HOUR) == madrid("2026-03-06 13:00")
    assert ALVARO.due(start=sent_at, worked=4 * HOUR) == lima("2026-03-06 07:00")


def test_the_office_opens_by_the_wall_clock_on_both_sides_of_a_change() -> None:
    assert ALVARO.due(start=madrid("2026-03-27 16:30"), worked=HOUR) == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)
    assert ALVARO.due(start=madrid("2026-10-23 16:30"), worked=HOUR) == datetime(2026, 10, 26, 8, 30, tzinfo=UTC)


def test_the_hour_that_is_skipped_is_not_worked() -> None:
    night = Calendar(MADRID, week_of({"sun": ["01:00-05:00"]}))

    assert night.working_time(start=madrid("2026-03-29 00:00"), end=madrid("2026-03-29 06:00")) == 3 * HOUR
    assert night.due(start=madrid("2026-03-29 01:30"), worked=HOUR) == madrid("2026-03-29 03:30")


def test_a_shift_that_lies_within_the_skipped_hour_does_not_exist() -> None:
    night = Calendar(MADRID, week_of({"sun": ["02:10-02:50"]}))

    assert night.due(start=madrid("2026-03-28 12:00"), worked=40 * MINUTE) == madrid("2026-04-05 02:50")


def test_the_hour_that_is_repeated_is_worked_twice() -> None:
    night = Calendar(MADRID, week_of({"sun": ["01:00-05:00"]}))

    assert night.working_time(start=madrid("2026-10-25 00:00"), end=madrid("2026-10-25 06:00")) == 5 * HOUR
    assert night.due(start=madrid("2026-10-25 01:30"), worked=HOUR) == madrid("2026-10-25 02:30", fold=0)
    assert night.due(start=madrid("2026-10-25 01:30"), worked=2 * HOUR) == madrid("2026-10-25 02:30", fold=1)


def test_a_shift_that_closes_within_the_repeated_hour_opens_again() -> None:
    night = Calendar(MADRID, week_of({"sun": ["01:00-02:30"]}))

    assert night.working_time(start=madrid("2026-10-25 00:00"), end=madrid("2026-10-25 06:00")) == 2 * HOUR
    assert not night.is_working(madrid("2026-10-25 02:40", fold=0))
    assert night.is_working(madrid("2026-10-25 02:20", fold=1))


def test_a_day_that_a_zone_left_out_is_not_worked() -> None:
    apia = Calendar(ZoneInfo("Pacific/Apia"), ROUND_THE_CLOCK)
    thursday = datetime(2011, 12, 29, 22, tzinfo=apia.zone)

    assert apia.due(start=thursday, worked=3 * HOUR) == datetime(2011, 12, 31, 1, tzinfo=apia.zone)


def test_it_counts_backwards_as_less_than_nothing() -> None:
    start, end = lima("2026-03-06 16:30"), lima("2026-03-09 09:30")

    assert JULIA.working_time(start=end, end=start) == -HOUR


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        JULIA.due(start=datetime(2026, 3, 6, 16, 30), worked=HOUR)  # noqa: DTZ001
    with pytest.raises(TypeError, match="names no zone"):
        Absence(datetime(2026, 3, 6, 16, 30))  # noqa: DTZ001


def test_a_calendar_without_work_refuses_and_says_what_to_do() -> None:
    nobody = Calendar(LIMA, week_of({}))
    start = lima("2026-03-06 16:30")

    refused = nobody.due(start=start, worked=90 * MINUTE)

    assert isinstance(refused, NeverDue)
    assert refused == NeverDue(start, 90 * MINUTE)
    assert str(refused.says) == (
        "this calendar has less than 2 hours of work in the 10 years from 2026-03-06; add shifts to the week, or end "
        "the absence"
    )
    assert nobody.working_time(start=start, end=start + timedelta(days=9000)) == timedelta(0)


def test_it_looks_ten_years_ahead() -> None:
    start = lima("2026-03-06 16:30")
    back = replace(JULIA, absences=(Absence(start, lima("2036-03-06 12:00")),))
    gone = replace(JULIA, absences=(Absence(start),))

    assert back.due(start=start, worked=HOUR) == lima("2036-03-06 13:00")
    assert isinstance(gone.due(start=start, worked=HOUR), NeverDue)
    assert JULIA.due(start=start, worked=2000 * 8 * HOUR) == JULIA.due(
        start=JULIA.due(start=start, worked=1000 * 8 * HOUR), worked=1000 * 8 * HOUR
    )


def test_it_refuses_an_absence_that_ends_before_it_begins() -> None:
    with pytest.raises(UnusableHours, match=r"ends before it begins \(2026-03-09.* to 2026-03-02"):
        Absence(lima("2026-03-09 09:00"), lima("2026-03-02 09:00"))


def test_an_absence_within_the_repeated_hour_is_told_by_the_instant() -> None:
    began, ended = (datetime(2026, 10, 25, 2, 30, tzinfo=MADRID, fold=fold) for fold in (0, 1))

    with pytest.raises(UnusableHours):
        Absence(ended, began)
    night = Calendar(MADRID, ROUND_THE_CLOCK, absences=(Absence(began, ended),))
    assert night.working_time(start=madrid("2026-10-25 00:00"), end=madrid("2026-10-26 00:00")) == 24 * HOUR


def test_the_ends_of_the_calendar_of_python_are_no_accident() -> None:
    late = datetime(9999, 12, 30, tzinfo=UTC)
    early = datetime(1, 1, 1, 3, tzinfo=UTC)

    assert isinstance(JULIA.due(start=late, worked=HOUR), NeverDue)
    assert JULIA.due(start=early, worked=HOUR) < datetime(1, 1, 3, tzinfo=UTC)


def test_equal_calendars_are_equal_whatever_they_were_asked() -> None:
    other = Calendar(LIMA, JULIA.week, frozenset({date(2026, 7, 28), date(2026, 7, 29)}))
    JULIA.due(start=lima("2026-03-06 16:30"), worked=HOUR)

    assert (other, hash(other)) == (JULIA, hash(JULIA))
