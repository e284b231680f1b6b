"""Each rule spoilt on purpose must be noticed by the oracles; otherwise the proofs prove nothing."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.sla.clock_oracle import cases, said
from tests.domain.sla.drawn import SECOND, calendar, questions
from tests.domain.sla.world import Room, spoilt_room

Noticed = Callable[[Room], bool]
FRIDAY = datetime(2026, 3, 6, 21, 30, tzinfo=UTC)
HOUR, DAYS = timedelta(hours=1), timedelta(days=1)


def business_time_differs(room: Room) -> bool:
    """Return whether the walk says otherwise of some drawn hours."""
    return any(_differs(room, place) for place in range(60))


def seconds_differ(room: Room) -> bool:
    """Return whether a shift that opens, or closes, at the very second of a change is cut."""
    night = room.calendar.Calendar(
        ZoneInfo("Europe/Madrid"), room.shifts.week_of({"sun": ["01:00-02:00", "03:00-05:00"]})
    )
    morning = datetime(2026, 3, 29, tzinfo=UTC)
    return bool(
        night.working_time(start=morning, end=morning + HOUR) != HOUR
        or night.working_time(start=morning + HOUR, end=morning + 3 * HOUR) != 2 * HOUR
        or any(_differs(room, place, step=SECOND) for place in range(5))
    )


def _differs(room: Room, place: int, **step: timedelta) -> bool:
    hours, asked = questions(place, **step)
    person = calendar(hours, room)
    return any(
        person.working_time(start=one.start, end=one.end) != one.between
        or (one.due is not None and person.due(start=one.start, worked=one.worked) != one.due)
        for one in asked
    )


def clocks_differ(room: Room) -> bool:
    """Return whether somebody who asks every ten minutes thinks otherwise of some clock."""
    return any(said(case, room) != expected for place in range(70) for case, expected in cases(place))


def years_differ(room: Room) -> bool:
    """Return whether the sum of years, or a due time beyond them, is not that of its parts."""
    always = room.calendar.Calendar(ZoneInfo("Europe/Madrid"), room.shifts.ROUND_THE_CLOCK)
    due = always.due(start=FRIDAY, worked=3000 * DAYS)
    return bool(
        due != FRIDAY + 3000 * DAYS or always.working_time(start=FRIDAY, end=FRIDAY + 3000 * DAYS) != 3000 * DAYS
    )


def horizon_differs(room: Room) -> bool:
    """Return whether ten years are not looked ahead, or a calendar without work is not refused."""
    week = room.shifts.week_of({"mon": ["09:00-18:00"]})
    gone = room.calendar.Absence(FRIDAY, FRIDAY + 3650 * DAYS)
    away = room.calendar.Calendar(ZoneInfo("America/Lima"), week, absences=(gone,))
    never = room.calendar.Calendar(ZoneInfo("America/Lima"), week, absences=(room.calendar.Absence(FRIDAY),))
    found = (away.due(start=FRIDAY, worked=HOUR), never.due(start=FRIDAY, worked=HOUR))
    return not (isinstance(found[0], datetime) and isinstance(found[1], room.calendar.NeverDue))


def repeated_hour_differs(room: Room) -> bool:
    """Return whether two times that the wall clock shows alike are taken for one."""
    madrid = ZoneInfo("Europe/Madrid")
    always = room.calendar.Calendar(madrid, room.shifts.ROUND_THE_CLOCK)
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=madrid, fold=fold) for fold in (0, 1))
    clock = room.clock.Clock(first, HOUR / 2, stopped_at=second)
    return bool(room.clock.standing(clock, calendar=always, as_of=second).used != HOUR)


def working_day_differs(room: Room) -> bool:
    """Return whether ten days are not ten average working days."""
    week = room.shifts.week_of({"mon": ["09:00-18:00", "10:00-12:00"], "fri": ["09:00-16:00"]})
    return bool(room.budgets.budget_of("10d", week=week) != 80 * HOUR)


def system_is_charged(room: Room) -> bool:
    """Return whether the executive owes from before the hand-off, or a meeting moves another clock."""
    moment, kind = room.kinds.Moment, room.kinds.Kind
    moments = {moment.CROSSED: FRIDAY, moment.SENT: FRIDAY + HOUR}
    clocks = {one: room.kinds.begin(one, moments=moments, budget=HOUR, agreed_at=FRIDAY + DAYS) for one in kind}
    owed = [clocks[one].started_at == FRIDAY + HOUR for one in (kind.ANSWER, kind.FIRST_CONTACT)]
    is_moved = [clocks[one].agreed_at is not None for one in (kind.ANSWER, kind.FIRST_CONTACT)]
    return not all(owed) or is_moved != [False, True]


def moot_differs(room: Room) -> bool:
    """Return whether what is for the journal only is told as news."""
    always = room.calendar.Calendar(ZoneInfo("Europe/Madrid"), room.shifts.ROUND_THE_CLOCK)
    clock = room.clock.Clock(FRIDAY, HOUR, stopped_at=FRIDAY + 2 * HOUR)
    asked = {"clock": clock, "calendar": always, "fired": ()}
    ladder = room.ladder.usual_ladder(manager_after=HOUR, reroute_after=HOUR)
    told = [room.ladder.rungs_due(ladder, as_of=FRIDAY + hours * HOUR, **asked)[0].is_moot for hours in (1, 2)]
    return told != [False, True]


@dataclass(frozen=True)
class Mutant:
    """One rule spoilt: where, what stands there, what would stand there, and what must notice it."""

    name: str
    module: str
    original: str
    spoilt: str
    noticed: Noticed = business_time_differs


SHIFTS, OFFSETS, ALMANAC, CALENDAR = "shifts", "offsets", "almanac", "calendar"
CLOCK, LADDER, KINDS = "clock", "ladder", "kinds"

MUTANTS = (
    Mutant("holidays worked", ALMANAC, "if day + _FIRST_DAY in free:", "if False:"),
    Mutant("holidays of the day before", ALMANAC, "if day + _FIRST_DAY in free:", "if day + _FIRST_DAY + 1 in free:"),
    Mutant("week begins on Sunday", ALMANAC, "(day + _FIRST_DAY - 1) % 7", "(day + _FIRST_DAY) % 7"),
    Mutant("days of UTC", ALMANAC, "(stretch.begins + stretch.offset) // DAY, (stretch.ends - 1 + stretch.offset) // DAY", "stretch.begins // DAY, (stretch.ends - 1) // DAY"),
    Mutant("last day of a stretch left out", ALMANAC, "range(first, last + 1)", "range(first, last)"),
    Mutant("the zone the wrong way round", ALMANAC, "midnight = day * DAY - stretch.offset", "midnight = day * DAY + stretch.offset"),
    Mutant("shifts run on over a change", ALMANAC, "min(midnight + closes, stretch.ends)", "midnight + closes"),
    Mutant("shifts begin before a change", ALMANAC, "max(midnight + opens, stretch.begins)", "midnight + opens"),
    Mutant("overlapping shifts counted twice", ALMANAC, "for there in joined(day)] for day", "for there in day] for day"),
    Mutant("shifts that touch stay apart and overlap", SHIFTS, "max(apart[-1].closes, there.closes)", "there.closes"),
    Mutant("all shifts of a day as one", SHIFTS, "if apart and there.opens <= apart[-1].closes:", "if apart:"),
    Mutant("absences forgotten", CALENDAR, "return [absence.interval for absence in self.absences]", "return []"),
    Mutant("absences in the order told", ALMANAC, "_without(shifts, sorted(absences))", "_without(shifts, list(absences))"),
    Mutant("back a day early", ALMANAC, "begin = max(begin, back)", "begin = max(begin, back - DAY)"),
    Mutant("overlapping absences bring back", ALMANAC, "begin = max(begin, back)", "begin = back"),
    Mutant("only the first absence of a shift", ALMANAC, "            begin = max(begin, back)\n", "            begin = max(begin, back)\n            break\n"),
    Mutant("nothing worked before an absence", ALMANAC, "                yield begin, gone\n", "                pass\n"),
    Mutant("nothing worked after an absence", ALMANAC, "        if begin < end:\n            yield begin, end", "        if begin < end and not absences:\n            yield begin, end"),
    Mutant("the shift that runs not counted", ALMANAC, "self.before[place] + min(at, self.ends[place]) - self.begins[place]", "self.before[place]"),
    Mutant("a shift that never closes", ALMANAC, "min(at, self.ends[place])", "at"),
    Mutant("due when the next shift opens", ALMANAC, "bisect_left(self.before, worked) - 1", "min(bisect_right(self.before, worked), len(self.before)) - 1"),
    Mutant("due counted from the opening only", CALENDAR, "need += self._almanac(first).worked_until(at)", "need += 0"),
    Mutant("what was worked since the opening given away", CALENDAR, "page.reached(need)", "page.reached(min(need + 1, page.total))"),
    Mutant("the rest of an almanac taken twice", CALENDAR, "need -= page.total", "need -= page.total // 2", years_differ),
    Mutant("the first almanac of a span left out", CALENDAR, "for number in range(first, last):", "for number in range(first + 1, last):", years_differ),
    Mutant("the last almanac of a span counted whole", CALENDAR, "for number in range(first, last):", "for number in range(first, last + 1):"),
    Mutant("nine years ahead", CALENDAR, "_ALMANACS = HORIZON_YEARS + 2", "_ALMANACS = HORIZON_YEARS - 1", horizon_differs),
    Mutant("absent until further notice is back at once", CALENDAR, "LAST if self.ended_at is None", "micros(self.began_at) if self.ended_at is None", horizon_differs),
    Mutant("the change a second late", OFFSETS, "return other * SECOND", "return (other + 1) * SECOND", seconds_differ),
    Mutant("the change a second early", OFFSETS, "return other * SECOND", "return same * SECOND", seconds_differ),
    Mutant("the change at the end of its day", OFFSETS, "change = _change(zone, day, until, offset)", "change = until"),
    Mutant("the offset of before kept", OFFSETS, "since, offset = change, next_offset", "since, offset = change, offset"),
    Mutant("days averaged over seven", SHIFTS, "for day in map(joined, week) if day]", "for day in map(joined, week)]", working_day_differs),
    Mutant("overlaps lengthen the day", SHIFTS, "for day in map(joined, week) if day]", "for day in week if day]", working_day_differs),
    Mutant("instants compared by the wall clock", "instants", "return instant.astimezone(UTC)", "return instant", repeated_hour_differs),
    Mutant("done at the due instant is late", CLOCK, "else instant < clock.stopped_at", "else instant <= clock.stopped_at", clocks_differ),
    Mutant("missed only after the due instant", CLOCK, "return instant <= in_utc(as_of)", "return instant < in_utc(as_of)", clocks_differ),
    Mutant("the stop at the instant unseen", CLOCK, "self.stopped_at <= as_of", "self.stopped_at < as_of", clocks_differ),
    Mutant("moot is kept", CLOCK, "return State.MOOT if seen.is_moot else State.MET", "return State.MET", clocks_differ),
    Mutant("what is kept is moot", CLOCK, "return State.MOOT if seen.is_moot else State.MET", "return State.MOOT", clocks_differ),
    Mutant("moot forgives what was missed", CLOCK, "if due_at is not None and is_past(due_at, seen, as_of=as_of):", "if due_at is not None and not seen.is_moot and is_past(due_at, seen, as_of=as_of):", clocks_differ),
    Mutant("moot before it is stopped", CLOCK, "    if seen.stopped_at is not None:\n        return State.MOOT if", "    if seen.is_moot or seen.stopped_at is not None:\n        return State.MOOT if", clocks_differ),
    Mutant("the future stop seen", CLOCK, "self.stopped_at if self.stopped_at is not None and self.stopped_at <= as_of else None", "self.stopped_at", clocks_differ),
    Mutant("future pauses seen", CLOCK, "if pause.began_at <= last", "if True", clocks_differ),
    Mutant("the pause at the instant unseen", CLOCK, "if pause.began_at <= last", "if pause.began_at < last", clocks_differ),
    Mutant("the end of a pause known before", CLOCK, "pause.ended_at is not None and pause.ended_at <= last", "pause.ended_at is not None", clocks_differ),
    Mutant("the end of a pause at the instant unseen", CLOCK, "pause.ended_at <= last", "pause.ended_at < last", clocks_differ),
    Mutant("pauses after the stop hold", CLOCK, "last = as_of if stopped_at is None else stopped_at", "last = as_of", clocks_differ),
    Mutant("pauses in the order told", CLOCK, "tuple(sorted(self.pauses, key=lambda pause: pause.began_at))", "self.pauses", clocks_differ),
    Mutant("a pause within a pause resumes", CLOCK, "since = max(since, pause.ended_at)", "since = pause.ended_at", clocks_differ),
    Mutant("pauses ignored", CLOCK, "for pause in clock.pauses:", "for pause in ():", clocks_differ),
    Mutant("paused when it was due", CLOCK, "if within is None or worked <= within:", "if within is None or worked < within:", clocks_differ),
    Mutant("what ran before the pause forgotten", CLOCK, "        worked -= within\n", "", clocks_differ),
    Mutant("lateness ignores pauses", CLOCK, "late = _worked(_runs(seen, since=due_at), calendar=calendar, until=now)", "late = calendar.working_time(start=due_at, end=now)", clocks_differ),
    Mutant("used up to the look, not to the stop", CLOCK, "now = in_utc(as_of) if seen.stopped_at is None else seen.stopped_at", "now = in_utc(as_of)", clocks_differ),
    Mutant("the meeting forgotten", CLOCK, "if seen.agreed_at is None:\n        share", "if True:\n        share", clocks_differ),
    Mutant("due before it began", CLOCK, "return max(agreed_at, started_at)", "return agreed_at", clocks_differ),
    Mutant("what is left of the budget until the meeting", CLOCK, "if seen.agreed_at is not None and due_at is not None:", "if False:", clocks_differ),
    Mutant("shares of the meeting whole", CLOCK, "worked=way * percent // 100", "worked=way", clocks_differ),
    Mutant("shares of the budget whole", CLOCK, "seen.budget * percent // 100", "seen.budget", clocks_differ),
    Mutant("what comes after counted from the start", CLOCK, "_runs(seen, since=reached)", "_runs(seen, since=seen.started_at)", clocks_differ),
    Mutant("rungs fire again", LADDER, "    for rung in ladder.rungs:\n        if rung.name not in fired:", "    for rung in ladder.rungs:\n        if True:", clocks_differ),
    Mutant("rungs fire before they come", LADDER, "if at is not None and is_past(at, seen, as_of=as_of):", "if at is not None:", clocks_differ),
    Mutant("look again at the last rung", LADDER, "return due[0].at", "return due[-1].at", clocks_differ),
    Mutant("look again after the stop", LADDER, "if seen.stopped_at is not None:\n        return None", "if False:\n        return None", clocks_differ),
    Mutant("look again for what has fired", LADDER, "waiting = (rung for rung in ladder.rungs if rung.name not in fired)", "waiting = ladder.rungs", clocks_differ),
    Mutant("moot is news", LADDER, "is_moot=seen.stopped_at is not None", "is_moot=False", moot_differs),
    Mutant("the system's delay charged", KINDS, "Kind.FIRST_CONTACT: Moment.SENT", "Kind.FIRST_CONTACT: Moment.CROSSED", system_is_charged),
    Mutant("a meeting moves every clock", KINDS, "agreed_at if kind is Kind.FIRST_CONTACT else None", "agreed_at", system_is_charged),
)  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_is_noticed(mutant: Mutant) -> None:
    with spoilt_room(mutant.module, mutant.original, mutant.spoilt) as room:
        assert mutant.noticed(room), f"nobody noticed: {mutant.name}"
