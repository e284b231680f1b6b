"""When to try again: in the hours of both, at another hour and by another way than before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dueto.domain.sla.calendar import Absence, Calendar
from dueto.domain.sla.next_attempt import CHANNELS, Tried, propose
from dueto.domain.sla.shifts import WEEKDAYS, week_of

LIMA, MADRID, SANTIAGO = ZoneInfo("America/Lima"), ZoneInfo("Europe/Madrid"), ZoneInfo("America/Santiago")
OFFICE = week_of({day: ["09:00-18:00"] for day in WEEKDAYS[:5]})
MINE, THEIRS = Calendar(LIMA, OFFICE), Calendar(LIMA, OFFICE)
TUESDAY = datetime(2026, 3, 3, 14, 30, tzinfo=LIMA)


def test_it_proposes_the_next_day_at_another_hour_by_another_way() -> None:
    found = propose(mine=MINE, theirs=THEIRS, tried=[Tried(TUESDAY, "call")], as_of=TUESDAY, days=1)

    assert found is not None
    assert found.at.astimezone(LIMA) == datetime(2026, 3, 4, 9, tzinfo=LIMA)
    assert found.channel == "whatsapp"


def test_the_first_attempt_is_best_in_the_middle_of_the_morning() -> None:
    found = propose(mine=MINE, theirs=THEIRS, tried=[], as_of=TUESDAY, days=2)

    assert found is not None
    assert (found.at.astimezone(LIMA), found.channel) == (datetime(2026, 3, 5, 10, tzinfo=LIMA), "call")


def test_it_keeps_to_the_hours_of_both() -> None:
    found = propose(mine=MINE, theirs=Calendar(MADRID, OFFICE), tried=[], as_of=TUESDAY, days=1)

    assert found is not None
    assert found.at.astimezone(MADRID).hour in (15, 16, 17)


def test_it_skips_holidays_and_absence() -> None:
    away = Absence(TUESDAY, TUESDAY + timedelta(days=5))
    mine = Calendar(LIMA, OFFICE, absences=(away,))
    theirs = Calendar(LIMA, OFFICE, holidays=frozenset({date(2026, 3, 9)}))

    found = propose(mine=mine, theirs=theirs, tried=[], as_of=TUESDAY, days=1)

    assert found is not None
    assert found.at.astimezone(LIMA) == datetime(2026, 3, 10, 10, tzinfo=LIMA)


def test_nobody_is_proposed_who_never_works() -> None:
    nights = Calendar(LIMA, week_of({"sun": ["00:00-06:00"]}))

    assert propose(mine=MINE, theirs=nights, tried=[], as_of=TUESDAY, days=1) is None


@given(
    tried=st.lists(
        st.tuples(st.integers(0, 24 * 14), st.sampled_from(CHANNELS)).map(
            lambda one: Tried(TUESDAY - timedelta(hours=one[0]), one[1])
        ),
        max_size=12,
    ),
    zones=st.tuples(*[st.sampled_from([LIMA, MADRID, SANTIAGO])] * 2),
    minutes=st.integers(0, 60 * 24 * 400),
    days=st.integers(0, 4),
    by=st.sampled_from([CHANNELS, ("call",), ("mail", "call")]),
)
def test_whenever_it_is_asked(tried, zones, minutes, days, by) -> None:
    mine, theirs = Calendar(zones[0], OFFICE), Calendar(zones[1], OFFICE)
    as_of = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    found = propose(mine=mine, theirs=theirs, tried=tried, as_of=as_of, days=days, by=by)

    assert found is not None
    assert found.at > as_of
    assert mine.is_working(found.at)
    assert theirs.is_working(found.at)
    assert (found.at.astimezone(theirs.zone).date() - as_of.astimezone(theirs.zone).date()).days >= days
    used = {one.at.astimezone(theirs.zone).hour for one in tried}
    possible = {hour for hour in range(9, 18) if hour not in used}
    if zones[0] == zones[1] and possible:
        assert found.at.astimezone(theirs.zone).hour not in used
    assert found.channel in by
    if tried and len(by) > 1:
        assert found.channel != max(tried, key=lambda one: one.at).channel
