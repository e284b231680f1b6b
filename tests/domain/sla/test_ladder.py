"""Nobody acts, and the ladder is climbed: each rung once, at its own instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.clock import Clock, Pause
from dueto.domain.sla.ladder import Act, Ladder, Rung, next_rung_at, rungs_due, usual_ladder
from dueto.domain.sla.shifts import week_of
from tests.domain.sla.people import HOUR, JULIA, LIMA, lima

LADDER = usual_ladder(manager_after=2 * HOUR, reroute_after=9 * HOUR)
CLOCK = Clock(lima("2026-03-06 16:30"), 4 * HOUR)
CLIMB = [
    ("reminder", Act.TELL_EXECUTIVE, lima("2026-03-09 11:30")),
    ("due", Act.TELL_EXECUTIVE, lima("2026-03-09 12:30")),
    ("manager", Act.TELL_MANAGER, lima("2026-03-09 14:30")),
    ("reroute", Act.REROUTE, lima("2026-03-10 12:30")),
]


def climbed(clock: Clock, as_of: str, fired: tuple[str, ...] = ()) -> list[tuple[str, Act, object]]:
    """Return what fires on Julia's calendar when a wall clock in Lima shows `as_of`."""
    firings = rungs_due(LADDER, clock=clock, calendar=JULIA, as_of=lima(as_of), fired=fired)
    return [(one.rung.name, one.rung.act, one.at) for one in firings]


def test_a_lead_that_nobody_touches_for_a_week_climbs_the_whole_ladder_at_the_exact_instants() -> None:
    assert climbed(CLOCK, "2026-03-16 16:30") == CLIMB


def test_each_rung_fires_once() -> None:
    assert climbed(CLOCK, "2026-03-09 11:29:59.999999") == []
    assert climbed(CLOCK, "2026-03-09 11:30") == CLIMB[:1]
    assert climbed(CLOCK, "2026-03-09 14:00", ("reminder",)) == CLIMB[1:2]
    assert climbed(CLOCK, "2026-03-16 16:30", ("reminder", "due")) == CLIMB[2:]
    assert climbed(CLOCK, "2026-03-16 16:30", tuple(name for name, _, _ in CLIMB)) == []


def test_a_stop_keeps_the_rungs_above_from_firing() -> None:
    assert climbed(replace(CLOCK, stopped_at=lima("2026-03-09 12:30")), "2026-03-16 16:30") == CLIMB[:1]
    assert climbed(replace(CLOCK, stopped_at=lima("2026-03-09 12:30:00.000001")), "2026-03-16 16:30") == CLIMB[:2]


def test_what_was_slept_through_before_the_stop_is_for_the_journal_only() -> None:
    clock = replace(CLOCK, stopped_at=lima("2026-03-09 13:00"))

    def moot(as_of: str) -> list[bool]:
        firings = rungs_due(LADDER, clock=clock, calendar=JULIA, as_of=lima(as_of), fired=())
        return [one.is_moot for one in firings]

    assert moot("2026-03-09 12:59") == [False, False]
    assert moot("2026-03-09 13:00") == [True, True]


def test_a_pause_holds_the_ladder() -> None:
    paused = replace(CLOCK, pauses=(Pause(lima("2026-03-09 12:00")),))
    resumed = replace(CLOCK, pauses=(Pause(lima("2026-03-09 12:00"), lima("2026-03-11 09:00")),))

    assert climbed(paused, "2026-03-16 16:30") == CLIMB[:1]
    assert climbed(resumed, "2026-03-11 09:30") == [CLIMB[0], ("due", Act.TELL_EXECUTIVE, lima("2026-03-11 09:30"))]


def test_a_pause_after_the_due_instant_holds_the_rungs_above_it() -> None:
    paused = replace(CLOCK, pauses=(Pause(lima("2026-03-09 13:30"), lima("2026-03-10 09:00")),))

    assert climbed(paused, "2026-03-10 12:00") == [
        *CLIMB[:2],
        ("manager", Act.TELL_MANAGER, lima("2026-03-10 10:00")),
    ]


def test_an_agreed_meeting_moves_the_whole_ladder() -> None:
    meeting = replace(CLOCK, agreed_at=lima("2026-03-12 10:00"))

    assert climbed(meeting, "2026-03-11 09:30") == []
    assert [(name, at) for name, _, at in climbed(meeting, "2026-03-16 18:00")] == [
        ("reminder", lima("2026-03-11 11:52:30")),
        ("due", lima("2026-03-12 10:00")),
        ("manager", lima("2026-03-12 12:00")),
        ("reroute", lima("2026-03-13 10:00")),
    ]


def test_it_tells_when_to_look_again() -> None:
    def look(clock: Clock, as_of: str, fired: tuple[str, ...] = ()) -> object:
        return next_rung_at(LADDER, clock=clock, calendar=JULIA, as_of=lima(as_of), fired=fired)

    names = tuple(name for name, _, _ in CLIMB)

    assert look(CLOCK, "2026-03-06 16:30") == lima("2026-03-09 11:30")
    assert look(CLOCK, "2026-03-16 16:30", names[:2]) == lima("2026-03-09 14:30")
    assert look(CLOCK, "2026-03-09 12:00", names[:1]) == lima("2026-03-09 12:30")
    assert look(CLOCK, "2026-03-16 16:30", names) is None
    assert look(replace(CLOCK, stopped_at=CLOCK.started_at), "2026-03-06 16:30") is None
    assert look(replace(CLOCK, pauses=(Pause(CLOCK.started_at),)), "2026-03-06 16:30") is None


def test_on_a_calendar_without_work_no_rung_fires() -> None:
    nobody = Calendar(LIMA, week_of({}))
    asked = {"clock": CLOCK, "calendar": nobody, "as_of": lima("2026-03-16 16:30")}

    assert rungs_due(LADDER, **asked, fired=()) == ()
    assert next_rung_at(LADDER, **asked, fired=()) is None


@pytest.mark.parametrize("wrong", [{"percent": 101}, {"percent": -1}, {"after": -HOUR}])
def test_it_refuses_a_rung_that_stands_nowhere(wrong: dict[str, int | timedelta]) -> None:
    with pytest.raises(ValueError, match="a rung stands at 0 to 100 percent"):
        Rung("high", Act.REROUTE, **wrong)


def test_it_refuses_rungs_that_are_not_in_order() -> None:
    low, due, high = Rung("low", Act.REROUTE, 75), Rung("due", Act.REROUTE), Rung("high", Act.REROUTE, after=HOUR)

    for rungs in ((due, low), (high, due), (high, low)):
        with pytest.raises(ValueError, match="comes before it"):
            Ladder(rungs)
    with pytest.raises(ValueError, match="the same name"):
        Ladder((due, due))
    assert Ladder((low, due, high)).rungs == (low, due, high)
