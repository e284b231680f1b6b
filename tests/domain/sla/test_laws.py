"""What must be true of every calendar, clock and ladder, to the microsecond."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from dueto.domain.sla.calendar import Absence, Calendar, NeverDue
from dueto.domain.sla.clock import Clock, Pause, Standing, State, instant_at, standing
from dueto.domain.sla.ladder import Act, Firing, Ladder, Rung, next_rung_at, rungs_due, usual_ladder
from dueto.domain.sla.shifts import ROUND_THE_CLOCK, Shift
from tests.domain.sla.drawn import ALMANAC_ENDS, CHANGES, YEARS
from tests.domain.soak import SOAK, times

lawful = settings(
    max_examples=times(30),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if SOAK > 1 else [])],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
NONE, MICROSECOND = timedelta(0), timedelta(microseconds=1)
NEAR = [datetime(day.year, day.month, day.day, tzinfo=UTC) for days in CHANGES.values() for day in days]
LADDER = usual_ladder(manager_after=timedelta(hours=2), reroute_after=timedelta(hours=9))


def spans(most: timedelta) -> st.SearchStrategy[timedelta]:
    """Draw a span from nothing to `most`, of whole hours or of any microseconds."""
    hours = st.integers(0, most // timedelta(hours=1)).map(lambda n: timedelta(hours=n))
    return hours | st.timedeltas(NONE, most)


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    """Draw an instant, mostly near a change of clocks."""
    return draw(st.sampled_from([*NEAR, ALMANAC_ENDS])) + draw(spans(timedelta(days=6))) - timedelta(days=3)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Draw a calendar that has at least one shift."""
    ends = st.lists(spans(timedelta(days=1)), min_size=2, max_size=2, unique=True).map(sorted)
    day = st.lists(ends.map(lambda pair: Shift(*pair)), max_size=3).map(tuple)
    week = draw(st.tuples(*[day] * 7).filter(any))
    near = draw(instants())
    holidays = draw(
        st.frozensets(st.integers(-5, 5).map(lambda days: (near + timedelta(days=days)).date()), max_size=3)
    )
    gone = draw(st.lists(st.tuples(instants(), spans(timedelta(days=4))), max_size=3))
    absences = tuple(Absence(since, since + long) for since, long in gone)
    return Calendar(ZoneInfo(draw(st.sampled_from([*YEARS]))), week, holidays, absences)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    """Draw a clock, often with pauses, sometimes stopped, sometimes with an agreed meeting."""
    started_at = draw(instants())
    later = spans(timedelta(days=6)).map(lambda span: started_at + span)
    pauses = draw(st.lists(st.tuples(later, spans(timedelta(days=2)) | st.none()), max_size=3))
    return Clock(
        started_at,
        draw(spans(timedelta(hours=40)).filter(bool)),
        tuple(Pause(since, None if long is None else since + long) for since, long in pauses),
        draw(st.none() | later),
        draw(st.none() | later),
    )


def due_of(calendar: Calendar, start: datetime, worked: timedelta) -> datetime:
    """Return the due time of a calendar that has one."""
    due = calendar.due(start=start, worked=worked)
    assume(not isinstance(due, NeverDue))
    assert isinstance(due, datetime)
    return due


@lawful
@given(calendars(), instants(), spans(timedelta(hours=90)))
def test_what_is_due_has_been_worked_and_not_before(calendar: Calendar, start: datetime, worked: timedelta) -> None:
    due = due_of(calendar, start, worked)

    assert due >= start
    assert calendar.working_time(start=start, end=due) == worked
    if worked:
        assert calendar.working_time(start=start, end=due - MICROSECOND) == worked - MICROSECOND
    else:
        assert due == start


@lawful
@given(calendars(), instants(), spans(timedelta(hours=50)), spans(timedelta(hours=50)))
def test_one_after_the_other_is_both_at_once(
    calendar: Calendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert due_of(calendar, due_of(calendar, start, first), second) == due_of(calendar, start, first + second)


@lawful
@given(calendars(), instants(), instants(), instants())
def test_working_time_adds_up_in_any_order(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    def between(start: datetime, end: datetime) -> timedelta:
        return calendar.working_time(start=start, end=end)

    assert between(a, b) + between(b, c) == between(a, c)
    assert between(a, b) == -between(b, a)
    assert NONE <= between(min(a, b), max(a, b)) <= max(a, b) - min(a, b)


@lawful
@given(calendars(), instants(), spans(timedelta(days=4)), spans(timedelta(hours=40)), spans(timedelta(hours=40)))
def test_who_starts_later_or_owes_more_is_due_later(
    calendar: Calendar, start: datetime, wait: timedelta, worked: timedelta, more: timedelta
) -> None:
    due = due_of(calendar, start, worked)

    assert due <= due_of(calendar, start + wait, worked)
    assert due <= due_of(calendar, start, worked + more)
    assert (due < due_of(calendar, start, worked + more)) == (more > NONE)


@lawful
@given(calendars(), instants(), spans(timedelta(hours=90)))
def test_holidays_and_absences_never_bring_it_forward(calendar: Calendar, start: datetime, worked: timedelta) -> None:
    free = replace(calendar, holidays=frozenset(), absences=())

    assert due_of(free, start, worked) <= due_of(calendar, start, worked)


@lawful
@given(instants(), spans(timedelta(days=90)), st.sampled_from([*YEARS]))
def test_who_always_works_owes_elapsed_time(start: datetime, worked: timedelta, zone: str) -> None:
    always = Calendar(ZoneInfo(zone), ROUND_THE_CLOCK)

    assert always.due(start=start, worked=worked) == start + worked
    assert always.working_time(start=start, end=start + worked) == worked


@lawful
@given(calendars(), instants(), spans(timedelta(hours=90)), st.sampled_from([*YEARS]))
def test_it_does_not_matter_in_which_zone_an_instant_is_told(
    calendar: Calendar, start: datetime, worked: timedelta, zone: str
) -> None:
    assert calendar.due(start=start.astimezone(ZoneInfo(zone)), worked=worked) == due_of(calendar, start, worked)


@lawful
@given(calendars(), instants())
def test_an_instant_is_worked_if_its_microsecond_is(calendar: Calendar, at: datetime) -> None:
    assert calendar.is_working(at) == (calendar.working_time(start=at, end=at + MICROSECOND) == MICROSECOND)


@lawful
@given(calendars(), clocks(), instants(), spans(timedelta(days=2)))
def test_a_pause_moves_the_due_time_by_what_would_have_been_worked(
    calendar: Calendar, clock: Clock, since: datetime, long: timedelta
) -> None:
    clock = replace(clock, pauses=(), stopped_at=None, agreed_at=None)
    far = clock.started_at + timedelta(days=3000)
    before = instant_at(clock, calendar=calendar, as_of=far)
    assume(isinstance(before, datetime) and max(since + long, before) < far)
    assert isinstance(before, datetime)

    after = instant_at(replace(clock, pauses=(Pause(since, since + long),)), calendar=calendar, as_of=far)

    assert isinstance(after, datetime)
    assert after >= before
    begins = max(since, clock.started_at)
    if before <= begins:
        assert after == before
    else:
        paused = calendar.working_time(start=begins, end=max(begins, since + long))
        assert calendar.working_time(start=clock.started_at, end=after) == clock.budget + paused


@lawful
@given(calendars(), clocks(), instants())
def test_what_comes_later_changes_no_standing_of_today(calendar: Calendar, clock: Clock, as_of: datetime) -> None:
    known_then = clock.seen(as_of)

    assert standing(clock, calendar=calendar, as_of=as_of) == standing(known_then, calendar=calendar, as_of=as_of)


@lawful
@given(calendars(), clocks(), instants())
def test_what_is_used_and_left_makes_the_budget(calendar: Calendar, clock: Clock, as_of: datetime) -> None:
    clock = replace(clock, agreed_at=None)
    stands = standing(clock, calendar=calendar, as_of=as_of)
    assume(isinstance(stands, Standing))
    assert isinstance(stands, Standing)

    assert stands.used + stands.left - stands.late == clock.budget
    assert (stands.state is State.MISSED) == (stands.breached_at is not None)
    if stands.breached_at is not None:
        assert stands.breached_at <= as_of


@lawful
@given(calendars(), clocks(), st.lists(instants(), min_size=1, max_size=6).map(sorted))
def test_each_rung_fires_once_however_long_the_sleep(calendar: Calendar, clock: Clock, wakes: list[datetime]) -> None:
    climbed: list[Firing] = []
    for as_of in wakes:
        fired = [one.rung.name for one in climbed]
        climbed += rungs_due(LADDER, clock=clock, calendar=calendar, as_of=as_of, fired=fired)

    at_once = rungs_due(LADDER, clock=clock, calendar=calendar, as_of=wakes[-1], fired=())

    assert [(one.rung, one.at) for one in climbed] == [(one.rung, one.at) for one in at_once]
    assert [one.at for one in climbed] == sorted(one.at for one in climbed)
    assert all(one.at <= wakes[-1] for one in climbed)


@lawful
@given(calendars(), clocks(), instants())
def test_nothing_fires_before_the_next_rung_was_due(calendar: Calendar, clock: Clock, as_of: datetime) -> None:
    clock = clock.seen(as_of)
    fired = [one.rung.name for one in rungs_due(LADDER, clock=clock, calendar=calendar, as_of=as_of, fired=())]
    asked = {"clock": clock, "calendar": calendar}
    following = next_rung_at(LADDER, **asked, as_of=as_of, fired=fired)

    if following is None:
        assert not rungs_due(LADDER, **asked, as_of=as_of + timedelta(days=4000), fired=fired)
    else:
        assert following > as_of
        assert not rungs_due(LADDER, **asked, as_of=following - MICROSECOND, fired=fired)
        first = rungs_due(LADDER, **asked, as_of=following, fired=fired)[0]
        assert (first.at, first.rung.name not in fired) == (following, True)


def test_a_ladder_of_equal_rungs_fires_in_its_order() -> None:
    always = Calendar(ZoneInfo("America/Lima"), ROUND_THE_CLOCK)
    names = ("c", "a", "b")
    ladder = Ladder(tuple(Rung(name, Act.TELL_MANAGER) for name in names))
    start = datetime.combine(date(2026, 3, 2), datetime.min.time(), UTC)

    firings = rungs_due(ladder, clock=Clock(start, timedelta(hours=1)), calendar=always, as_of=NEAR[-1], fired=())

    assert tuple(one.rung.name for one in firings) == names
