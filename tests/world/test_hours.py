"""Business hours of an executive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.world.hours import after_hours, hours_before, hours_between
from dueto.world.months import MINUTE, datetime_of, instant_of

ZONES = ("America/Lima", "America/Mexico_City", "America/Santiago", "Europe/Madrid")
instants = st.integers(0, 60 * 24 * 60).map(
    lambda minute: instant_of(datetime(2026, 3, 1, tzinfo=UTC)) + minute * MINUTE
)


def test_friday_evening_runs_on_from_monday_morning() -> None:
    friday = instant_of(datetime(2026, 11, 20, 21, 0, tzinfo=UTC))  # 16:00 in Lima, an hour before closing

    assert datetime_of(after_hours(friday, hours=3, zone="America/Lima")) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@given(start=instants, hours=st.integers(1, 60), zone=st.sampled_from(ZONES))
def test_what_is_added_is_what_is_counted(start: int, hours: int, zone: str) -> None:
    end = after_hours(start, hours=hours, zone=zone)

    assert hours_between(start, end, zone=zone) == pytest.approx(hours)
    assert hours_between(hours_before(end, hours=hours, zone=zone), end, zone=zone) == pytest.approx(hours)
