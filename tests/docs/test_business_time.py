"""The worked tables of `docs/algorithms/business-time.md`, asked of the calendar, the clock and the ladder."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.clock import Clock, Pause, Standing, standing
from dueto.domain.sla.kinds import STARTED_BY, Kind, delay_of
from dueto.domain.sla.ladder import rungs_due, usual_ladder
from dueto.domain.sla.shifts import week_of
from dueto.domain.sla.words import in_words, span_in_words
from tests.docs.pages import Row, table
from tests.domain.sla.people import ALVARO, HOUR, JULIA, MADRID, MINUTE, TOMAS, lima

PAGE = "algorithms/business-time.md"
PEOPLE = {"Julia": JULIA, "Álvaro": ALVARO, "Tomás": TOMAS}
FOUR_HOURS = Clock(lima("2026-03-06 16:30"), 4 * HOUR)


def ids(row: Row) -> str:
    """Return a row as the name of its test."""
    return " ".join(row.values())


@pytest.mark.parametrize("row", table(PAGE, "table-due"), ids=ids)
def test_due_times(row: Row) -> None:
    calendar = PEOPLE[row["Who"]]
    due = calendar.due(start=instant(row["Start"], calendar), worked=span(row["Owes"]))

    assert isinstance(due, datetime)
    assert shown(due, calendar) == row["Due"]


@pytest.mark.parametrize("row", table(PAGE, "table-zones"), ids=ids)
def test_zones(row: Row) -> None:
    due = PEOPLE[row["Who"]].due(start=lima("2026-03-05 16:00"), worked=4 * HOUR)

    assert isinstance(due, datetime)
    assert shown(due, JULIA) == row["Due in Lima"]
    assert shown(due, ALVARO) == row["Due in Madrid"]


@pytest.mark.parametrize("row", table(PAGE, "table-change"), ids=ids)
def test_changes_of_clocks(row: Row) -> None:
    calendar = Calendar(MADRID, week_of({"sun": [row["Shift"]]}))
    sunday = datetime.fromisoformat(row["Sunday"]).replace(tzinfo=MADRID)

    worked = calendar.working_time(start=sunday, end=sunday + timedelta(days=1))

    assert str(span_in_words(worked)) == row["Worked"]


def test_kinds() -> None:
    rows = [tuple(row.values()) for row in table(PAGE, "table-kinds")]

    assert rows == [(kind.value, STARTED_BY[kind].value, delay_of(kind).value) for kind in Kind]


@pytest.mark.parametrize("row", table(PAGE, "table-standing"), ids=ids)
def test_standings(row: Row) -> None:
    pauses = tuple(Pause(*(instant(end) for end in row["Paused"].split(" to "))) for _ in range(bool(row["Paused"])))
    clock = Clock(FOUR_HOURS.started_at, FOUR_HOURS.budget, pauses, instant(row["Stopped"]) if row["Stopped"] else None)

    found = standing(clock, calendar=JULIA, as_of=instant(row["Seen"]))

    assert isinstance(found, Standing)
    assert found.state.value == row["State"]
    assert (shown(found.due_at) if found.due_at else "–") == row["Due"]
    assert str(in_words(found)) == row["In words"]


def test_ladder() -> None:
    ladder = usual_ladder(manager_after=2 * HOUR, reroute_after=9 * HOUR)
    week_later = lima("2026-03-13 16:30")
    firings = rungs_due(ladder, clock=FOUR_HOURS, calendar=JULIA, as_of=week_later, fired=())

    said = []
    for one in firings:
        after = f" and {span_in_words(one.rung.after)}" if one.rung.after else ""
        said.append((one.rung.name, f"{one.rung.percent} %{after}", one.rung.act.value, shown(one.at)))

    assert said == [tuple(row.values()) for row in table(PAGE, "table-ladder")]


def instant(text: str, calendar: Calendar = JULIA) -> datetime:
    """Return the instant that a table writes as `Fri 2026-03-06 16:30`, by the wall clock of that person."""
    weekday, day = text.split(" ", 1)
    found = datetime.fromisoformat(day).replace(tzinfo=calendar.zone)
    assert f"{found:%a}" == weekday, text
    return found


def shown(at: datetime, calendar: Calendar = JULIA) -> str:
    """Return an instant as the tables write it."""
    return f"{at.astimezone(calendar.zone):%a %Y-%m-%d %H:%M}"


def span(text: str) -> timedelta:
    """Return a span that a table writes as `4 h` or `30 min`."""
    match = re.fullmatch(r"([0-9]+) (h|min)", text)
    assert match, text
    return int(match[1]) * (HOUR if match[2] == "h" else MINUTE)
