"""Business time equals what somebody finds who looks at the wall clock every minute, or every second."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.sla.calendar import NeverDue
from tests.domain.sla.drawn import MINUTE, SECOND, YEARS, calendar, office, questions
from tests.domain.sla.oracle import Walk
from tests.domain.sla.world import real_room
from tests.domain.soak import times

ROOM = real_room()


@pytest.mark.parametrize("zone", YEARS)
def test_it_agrees_with_a_whole_year_walked_minute_by_minute(zone: str) -> None:
    year, rng = YEARS[zone], Random(zone)
    hours = office(zone, year=year)
    there = ZoneInfo(zone)
    walk = Walk(hours, begin=datetime(year, 1, 1, tzinfo=there), end=datetime(year + 1, 1, 1, tzinfo=there))
    person = calendar(hours, ROOM)

    for begin, end in walk.intervals():
        assert person.working_time(start=begin, end=end) == end - begin
        assert person.is_working(begin)
        assert end == walk.end or not person.is_working(end)
    assert person.working_time(start=walk.begin, end=walk.end) == sum(walk.worked) * MINUTE
    for _ in range(times(60)):
        start = walk.begin + rng.random() * (walk.end - walk.begin)
        worked = rng.choice((timedelta(hours=1), timedelta(hours=8), rng.random() * timedelta(hours=60)))
        due = walk.due(start=start, worked=worked)
        if due is not None:
            assert person.due(start=start, worked=worked) == due, (start, worked)
            assert person.working_time(start=start, end=due) == worked


@pytest.mark.parametrize("series", [range(start, start + 30) for start in (0, 30)], ids=str)
def test_it_agrees_on_hours_of_any_kind(series: range) -> None:
    for place in range(series.start * times(1), series.stop * times(1)):
        assert_agreement(place, step=MINUTE)


def test_it_agrees_to_the_second_where_clocks_change() -> None:
    for place in range(times(20)):
        assert_agreement(place, step=SECOND)


def assert_agreement(place: int, *, step: timedelta) -> None:
    """Assert that the questions of one case are answered as the walk answers them."""
    hours, asked = questions(place, step=step)
    person = calendar(hours, ROOM)
    for one in asked:
        assert person.working_time(start=one.start, end=one.end) == one.between, (place, one)
        due = person.due(start=one.start, worked=one.worked)
        if one.due is not None:
            assert due == one.due, (place, one)
        else:
            assert isinstance(due, NeverDue) or due > one.end, (place, one)


def test_it_needs_no_walk() -> None:
    hours = office("Europe/Madrid", year=2026)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    person = calendar(hours, ROOM)

    due = person.due(start=start, worked=timedelta(hours=10_000))

    assert person.working_time(start=start, end=due) == timedelta(hours=10_000)
    assert due.year == 2030
