"""Periods on the agreement's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.domain.commitments.period import period_before, period_of

ZONES = [ZoneInfo(name) for name in ("America/Lima", "Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "UTC")]
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
instants = st.integers(0, 90 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("per", "begins", "ends"),
    [
        ("day", date(2026, 11, 30), date(2026, 12, 1)),
        ("week", date(2026, 11, 30), date(2026, 12, 7)),
        ("month", date(2026, 11, 1), date(2026, 12, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_it_is_that_of_the_agreements_zone(per: str, begins: date, ends: date) -> None:
    late_in_lima = datetime(2026, 12, 1, 4, 59, tzinfo=UTC)

    period = period_of(per, as_of=late_in_lima, zone=ZoneInfo("America/Lima"))

    assert (period.begins_on, period.ends_on) == (begins, ends)


@given(as_of=instants, per=st.sampled_from(["day", "week", "month", "quarter"]), zone=st.sampled_from(ZONES))
def test_periods_follow_one_another_without_a_gap(as_of: datetime, per: str, zone: ZoneInfo) -> None:
    period = period_of(per, as_of=as_of, zone=zone)
    before = period_before(period)

    assert period.begins_at <= as_of < period.ends_at
    assert before.ends_on == period.begins_on
    assert period_of(per, as_of=before.begins_at, zone=zone) == before
    assert period_of(per, as_of=period.ends_at - timedelta(microseconds=1), zone=zone) == period
    assert 0 <= period.gone(as_of) < 1
    assert 1 <= period.days_gone(as_of) <= period.days
    assert before.gone(as_of) == 1
    assert period.gone(before.begins_at) == 0
