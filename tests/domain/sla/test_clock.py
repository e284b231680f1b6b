"""One commitment: due, paused, resumed, met, missed, or a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from dueto.domain.sla.calendar import Absence, Calendar, NeverDue
from dueto.domain.sla.clock import Clock, Pause, Standing, State, instant_at, standing
from dueto.domain.sla.kinds import STARTED_BY, Delay, Kind, Moment, begin, delay_of
from dueto.domain.sla.shifts import ROUND_THE_CLOCK, week_of
from dueto.domain.sla.words import NAMES, in_words, span_in_words
from tests.domain.sla.people import ALVARO, HOUR, JULIA, LIMA, MADRID, MINUTE, lima, madrid

FRIDAY = lima("2026-03-06 16:30")
FOUR_HOURS = Clock(FRIDAY, 4 * HOUR)  # due on Monday at 12:30


def stands(clock: Clock, as_of: str, *, calendar: Calendar = JULIA) -> Standing:
    """Return how a clock stands when a wall clock in Lima shows `as_of`."""
    found = standing(clock, calendar=calendar, as_of=lima(as_of))
    assert isinstance(found, Standing)
    return found


def test_it_runs_in_working_time() -> None:
    monday = stands(FOUR_HOURS, "2026-03-09 09:45")

    assert monday == Standing(State.RUNNING, lima("2026-03-09 12:30"), 75 * MINUTE, 165 * MINUTE, timedelta(0))
    assert monday.breached_at is None
    assert str(in_words(monday)) == "2 h 45 min left"


def test_what_is_done_at_the_due_instant_is_kept_in_time() -> None:
    met = stands(replace(FOUR_HOURS, stopped_at=lima("2026-03-09 12:30")), "2026-03-20 09:00")

    assert (met.state, met.left, met.used) == (State.MET, timedelta(0), 4 * HOUR)


def test_what_is_not_done_at_the_due_instant_is_missed_from_then_on() -> None:
    assert stands(FOUR_HOURS, "2026-03-09 12:29:59.999999").state is State.RUNNING
    assert stands(FOUR_HOURS, "2026-03-09 12:30").state is State.MISSED
    assert stands(FOUR_HOURS, "2026-03-09 12:30").breached_at == lima("2026-03-09 12:30")


def test_a_lead_that_nobody_touches_for_a_week_was_breached_at_the_due_instant() -> None:
    week_later = stands(FOUR_HOURS, "2026-03-16 12:30")

    assert week_later.breached_at == lima("2026-03-09 12:30")
    assert week_later.late == 44 * HOUR
    assert (week_later.used, week_later.left) == (48 * HOUR, timedelta(0))
    assert str(in_words(week_later)) == "overdue by 44 h of working time"


def test_what_is_done_late_says_by_how_much() -> None:
    late = stands(replace(FOUR_HOURS, stopped_at=lima("2026-03-10 09:10:30")), "2026-03-16 12:30")

    assert (late.state, late.late) == (State.MISSED, 5 * HOUR + 40 * MINUTE + timedelta(seconds=30))
    assert str(in_words(late)) == "done 5 h 40 min of working time late"


def test_what_is_due_when_the_office_closes_is_late_on_saturday_by_no_working_time() -> None:
    clock = Clock(FRIDAY, 30 * MINUTE, stopped_at=lima("2026-03-07 10:00"))

    assert stands(clock, "2026-03-09 09:00").breached_at == lima("2026-03-06 17:00")
    assert stands(clock, "2026-03-09 09:00").late == timedelta(0)


def test_a_pause_moves_the_due_time_exactly() -> None:
    paused = replace(FOUR_HOURS, pauses=(Pause(lima("2026-03-09 10:00"), lima("2026-03-10 09:20:00.000001")),))

    assert stands(paused, "2026-03-10 09:30").due_at == lima("2026-03-10 11:50:00.000001")
    assert stands(paused, "2026-03-10 09:20:00.000001").state is State.RUNNING


def test_a_clock_that_is_paused_is_not_due() -> None:
    paused = replace(FOUR_HOURS, pauses=(Pause(lima("2026-03-09 10:00")),))

    for as_of in ("2026-03-09 10:00", "2026-04-09 10:00"):
        assert stands(paused, as_of).state is State.PAUSED
        assert stands(paused, as_of).due_at is None
    assert str(in_words(stands(paused, "2026-04-09 10:00"))) == "paused with 2 h 30 min left"
    assert stands(paused, "2026-03-09 09:59").due_at == lima("2026-03-09 12:30")


def test_what_was_missed_before_the_pause_stays_missed() -> None:
    paused = replace(FOUR_HOURS, pauses=(Pause(lima("2026-03-09 12:30")),))

    assert stands(paused, "2026-03-10 09:00").breached_at == lima("2026-03-09 12:30")
    assert stands(paused, "2026-03-10 09:00").late == timedelta(0)


def test_what_is_done_during_a_pause_is_kept() -> None:
    clock = replace(FOUR_HOURS, pauses=(Pause(FRIDAY, lima("2026-03-12 09:00")),), stopped_at=lima("2026-03-11 09:00"))

    met = stands(clock, "2026-03-20 09:00")

    assert (met.state, met.used, met.left) == (State.MET, timedelta(0), 4 * HOUR)
    assert str(in_words(met)) == "kept with 4 h to spare"


def test_pauses_may_overlap_and_come_in_any_order() -> None:
    one = Pause(lima("2026-03-09 09:00"), lima("2026-03-09 11:00"))
    within, beside = (Pause(lima(f"2026-03-09 {gone}"), lima("2026-03-09 12:00")) for gone in ("10:00", "09:30"))

    overlapping = replace(FOUR_HOURS, pauses=(within, beside, one))

    assert stands(overlapping, "2026-03-09 13:00").due_at == lima("2026-03-09 15:30")
    assert overlapping == replace(FOUR_HOURS, pauses=(one, beside, within))


def test_what_happens_later_is_not_seen() -> None:
    clock = replace(FOUR_HOURS, stopped_at=lima("2026-03-09 12:00"))

    assert stands(clock, "2026-03-09 11:59").state is State.RUNNING
    assert stands(clock, "2026-03-09 12:00").state is State.MET
    assert stands(clock, "2026-03-05 12:00") == stands(FOUR_HOURS, "2026-03-05 12:00")
    assert stands(clock, "2026-03-05 12:00").left == 4 * HOUR


def test_who_called_before_the_hand_off_has_kept_the_first_contact() -> None:
    assert stands(replace(FOUR_HOURS, stopped_at=FRIDAY - HOUR), "2026-03-09 12:00").state is State.MET


def test_the_executive_of_another_zone_has_another_due_time() -> None:
    in_valencia = stands(FOUR_HOURS, "2026-03-09 09:00", calendar=ALVARO)

    assert in_valencia.due_at == madrid("2026-03-09 13:00")
    assert in_valencia.state is State.MISSED


def test_times_within_the_repeated_hour_are_told_apart() -> None:
    always = Calendar(MADRID, ROUND_THE_CLOCK)
    first, second = (lima("2026-10-24 19:30") + hours * HOUR for hours in (0, 1))
    shown = [instant.astimezone(MADRID) for instant in (first, second)]
    assert shown[0].replace(fold=0) == shown[1].replace(fold=0)

    stopped = Clock(shown[0], 30 * MINUTE, stopped_at=shown[1])

    found = standing(stopped, calendar=always, as_of=shown[1])
    assert isinstance(found, Standing)
    assert (found.state, found.late) == (State.MISSED, 30 * MINUTE)


def test_with_an_agreed_meeting_it_is_due_at_its_start() -> None:
    thursday = lima("2026-03-12 10:00")
    clock = replace(FOUR_HOURS, agreed_at=thursday)

    assert stands(clock, "2026-03-11 10:00") == Standing(
        State.RUNNING, thursday, 19 * HOUR + 30 * MINUTE, 9 * HOUR, timedelta(0)
    )
    assert stands(replace(clock, stopped_at=thursday), "2026-03-12 11:00").state is State.MET
    assert stands(clock, "2026-03-12 11:00").breached_at == thursday
    assert stands(clock, "2026-03-12 11:00").late == HOUR


def test_a_meeting_may_be_sooner_than_the_budget_or_at_night() -> None:
    assert stands(replace(FOUR_HOURS, agreed_at=lima("2026-03-07 21:00")), "2026-03-07 10:00").left == timedelta(0)
    assert stands(replace(FOUR_HOURS, agreed_at=lima("2026-03-07 21:00")), "2026-03-07 10:00").state is State.RUNNING
    assert stands(replace(FOUR_HOURS, agreed_at=FRIDAY - HOUR), "2026-03-06 16:30").breached_at == FRIDAY


def test_no_pause_moves_a_meeting() -> None:
    thursday = lima("2026-03-12 10:00")
    clock = replace(FOUR_HOURS, agreed_at=thursday, pauses=(Pause(lima("2026-03-09 10:00")),))

    assert stands(clock, "2026-03-11 10:00").due_at == thursday
    assert stands(clock, "2026-03-11 10:00").state is State.RUNNING
    assert stands(clock, "2026-03-11 10:00").used == 90 * MINUTE


def test_reminders_come_at_shares() -> None:
    def at(percent: int, clock: Clock = FOUR_HOURS) -> object:
        return instant_at(clock, calendar=JULIA, as_of=FRIDAY, percent=percent)

    assert at(0) == FRIDAY
    assert at(50) == lima("2026-03-09 10:30")
    assert at(75) == lima("2026-03-09 11:30")
    assert at(50, replace(FOUR_HOURS, agreed_at=lima("2026-03-09 18:00"))) == lima("2026-03-09 13:15")


def test_a_calendar_without_work_is_told_and_not_hidden() -> None:
    nobody = Calendar(LIMA, week_of({}))

    refused = standing(FOUR_HOURS, calendar=nobody, as_of=FRIDAY)
    done = standing(replace(FOUR_HOURS, stopped_at=FRIDAY + HOUR), calendar=nobody, as_of=FRIDAY + HOUR)

    assert isinstance(refused, NeverDue)
    assert isinstance(done, Standing)
    assert (done.state, done.due_at) == (State.MET, None)


def test_an_absence_pauses_nothing_but_the_calendar() -> None:
    away = replace(JULIA, absences=(Absence(lima("2026-03-09 00:00"), lima("2026-03-10 00:00")),))

    assert stands(FOUR_HOURS, "2026-03-09 15:00", calendar=away).due_at == lima("2026-03-10 12:30")
    assert stands(FOUR_HOURS, "2026-03-09 15:00", calendar=away).state is State.RUNNING


def test_it_refuses_what_is_no_clock() -> None:
    with pytest.raises(ValueError, match="needs some time"):
        Clock(FRIDAY, timedelta(0))
    with pytest.raises(ValueError, match="ends before it begins"):
        Pause(FRIDAY, FRIDAY - HOUR)


def test_the_delay_of_the_system_is_not_charged_to_the_executive() -> None:
    moments = {Moment.CROSSED: lima("2026-03-04 09:00"), Moment.SENT: FRIDAY}

    prepare = begin(Kind.PREPARE, moments=moments, budget=4 * HOUR)
    owed = {kind: begin(kind, moments=moments, budget=4 * HOUR) for kind in (Kind.ANSWER, Kind.FIRST_CONTACT)}

    assert prepare == Clock(lima("2026-03-04 09:00"), 4 * HOUR)
    assert owed == {Kind.ANSWER: FOUR_HOURS, Kind.FIRST_CONTACT: FOUR_HOURS}
    assert {kind for kind in Kind if delay_of(kind) is Delay.SYSTEM} == {Kind.PREPARE}


def test_a_clock_begins_with_its_own_moment() -> None:
    assert begin(Kind.ANSWER, moments={Moment.CROSSED: FRIDAY}, budget=HOUR) is None
    assert begin(Kind.ANSWER_RETURN, moments={Moment.RETURNED: FRIDAY}, budget=HOUR) == Clock(FRIDAY, HOUR)
    assert set(STARTED_BY) == set(Kind) == set(NAMES)


def test_only_first_contact_heeds_an_agreed_meeting() -> None:
    meeting = lima("2026-03-12 10:00")
    clocks = {kind: begin(kind, moments=dict.fromkeys(Moment, FRIDAY), budget=HOUR, agreed_at=meeting) for kind in Kind}

    assert {kind for kind, clock in clocks.items() if clock is not None and clock.agreed_at == meeting} == {
        Kind.FIRST_CONTACT
    }


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=59), "0 min"),
        (59 * MINUTE, "59 min"),
        (2 * HOUR, "2 h"),
        (27 * HOUR + 5 * MINUTE + timedelta(seconds=59), "27 h 5 min"),
        (432 * HOUR + 54 * MINUTE, "432 h"),
    ],
)
def test_spans_are_told_in_whole_minutes_that_have_passed(span: timedelta, words: str) -> None:
    assert str(span_in_words(span)) == words


def test_a_clock_is_the_same_in_whatever_zone_it_was_told() -> None:
    assert Clock(FRIDAY.astimezone(ZoneInfo("Asia/Tokyo")), 4 * HOUR) == FOUR_HOURS
