"""Where notes, steps and lines stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dueto.web.figures import pace, passage, plane, stave

NOW = datetime(2026, 3, 17, 15, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
STAGES = (
    stave.Stage("Inquiries", 430, "marketing"),
    stave.Stage("Qualified", 92, "marketing"),
    stave.Stage("Accepted", 62, "sales"),
    stave.Stage("In sale", 27, "sales"),
    stave.Stage("Won", 7, "sales"),
)


def score(*notes: stave.Note) -> stave.Stave:
    """Return the score of ten hours."""
    return stave.lay_out(stages=STAGES, notes=notes, since=NOW - 10 * HOUR, until=NOW)


def note(stage: int, hours_ago: float, passage_name: str = "a") -> stave.Note:
    """Return a note of one passage."""
    return stave.Note(stage, NOW - hours_ago * HOUR, passage_name, f"{passage_name} {stage}")


def test_each_note_stands_in_its_bar_and_on_the_stave_of_its_team() -> None:
    laid = score(note(1, 5), note(2, 1))

    handed, taken = laid.heads
    assert 20 < handed.x < 40 < taken.x < 60
    assert laid.lines[0] <= handed.y <= laid.lines[4]
    assert laid.lines[5] <= taken.y <= laid.lines[9]
    assert (handed.voice, taken.voice) == ("marketing", "sales")


def test_time_runs_from_left_to_right_in_a_bar() -> None:
    laid = score(note(1, 9, "a"), note(1, 5, "b"), note(1, 1, "c"))

    assert [head.label for head in sorted(laid.heads, key=lambda head: head.x)] == ["a 1", "b 1", "c 1"]


def test_the_line_crosses_at_the_hand_off_and_the_latest_passage_stands_out() -> None:
    laid = score(note(1, 5, "a"), note(2, 4, "a"), note(1, 3, "b"), note(2, 2, "b"), note(0, 1, "c"))

    assert laid.handoff == 40
    assert len(laid.strokes) == 2
    assert all(line.x1 < 40 < line.x2 and line.y1 < line.y2 for line in laid.strokes)
    assert [line.is_latest for line in laid.strokes] == [False, True]


def test_what_is_outside_the_period_or_the_stages_is_left_out() -> None:
    assert score(note(1, 11), note(1, -1), note(7, 1)).heads == ()


def test_a_bar_shows_its_latest_notes_and_a_phone_fewer() -> None:
    laid = score(*(note(0, number / 4, str(number)) for number in range(30)))

    assert len(laid.heads) == stave.MOST
    assert sum(not head.is_early for head in laid.heads) == stave.FEW
    assert "0 0" in {head.label for head in laid.heads}


def test_a_note_of_the_last_minute_is_new() -> None:
    laid = score(note(1, 0), note(1, 1, "b"))

    assert {head.label: head.is_new for head in laid.heads} == {"a 1": True, "b 1": False}


def test_an_empty_score_still_has_its_staves() -> None:
    laid = score()

    assert (laid.heads, laid.strokes) == ((), ())
    assert len(laid.lines) == 10
    assert stave.lay_out(stages=(), notes=(), since=NOW, until=NOW).handoff is None


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 10), st.text("abc", min_size=1, max_size=2)), max_size=60))
def test_nothing_leaves_the_paper(some: list[tuple[int, float, str]]) -> None:
    laid = score(*(note(stage, hours, name) for stage, hours, name in some))

    assert all(0 <= head.x <= 100 and 0 <= head.y <= laid.height for head in laid.heads)
    assert all(line.x1 <= line.x2 or line.y1 != line.y2 for line in laid.strokes)


def test_a_passage_keeps_the_order_of_time_and_shows_each_crossing() -> None:
    acts = [
        passage.Act(NOW, "sales", "call", level=0.9),
        passage.Act(NOW - 300 * HOUR, "marketing", "guide", level=0.1),
        passage.Act(NOW - HOUR, "marketing", "prices", level=2.0),
    ]

    laid = passage.lay_out(acts=acts)

    assert [head.label for head in laid.heads] == ["guide", "prices", "call"]
    assert laid.heads[0].x < laid.heads[1].x < laid.heads[2].x <= 100
    assert laid.heads[0].y > laid.heads[1].y
    assert len(laid.crossings) == 1
    assert laid.heads[1].x < laid.crossings[0] < laid.heads[2].x


def test_a_passage_of_nothing_and_of_one_act_stands() -> None:
    assert passage.lay_out(acts=[]).heads == ()
    assert len(passage.lay_out(acts=[passage.Act(NOW, "marketing", "visit")]).heads) == 1


def step(fit: int, behaviour: int, hours: float) -> plane.Step:
    """Return where somebody stood some hours ago."""
    return plane.Step(fit, behaviour, NOW - hours * HOUR)


def inside(laid: plane.Plane, dot: plane.Dot) -> bool:
    """Return whether a dot lies right of and above the left lower corner of the shaded part."""
    points = [tuple(map(float, pair.split(","))) for pair in laid.corner.split()]
    return dot.x >= min(x for x, _ in points) and dot.y <= max(y for _, y in points)


def test_the_way_leads_into_the_corner() -> None:
    laid = plane.lay_out(steps=[step(65, 39, 0), step(65, 24, 3), step(20, 0, 9)], least_fit=40, least_behaviour=30)

    assert [inside(laid, dot) for dot in laid.dots] == [False, False, True]
    assert [dot.is_now for dot in laid.dots] == [False, False, True]
    assert laid.now == step(65, 39, 0)
    assert {tick.value for tick in laid.across if tick.is_least} == {40}


@pytest.mark.parametrize(
    ("fit", "behaviour", "total", "points"),
    [(40, 30, None, 4), (40, 30, 60, 4), (40, 30, 80, 5), (None, None, 50, 3), (40, None, None, 4)],
)
def test_the_corner_slopes_where_the_total_matters(
    fit: int | None, behaviour: int | None, total: int | None, points: int
) -> None:
    laid = plane.lay_out(
        steps=[], least_fit=fit, least_behaviour=behaviour, least_total=total, best_fit=80, best_behaviour=80
    )

    assert len(set(laid.corner.split())) >= points
    assert laid.now is None


@given(st.lists(st.tuples(st.integers(-30, 200), st.integers(-40, 300)), max_size=20))
def test_no_step_leaves_the_plane(sums: list[tuple[int, int]]) -> None:
    laid = plane.lay_out(
        steps=[step(fit, behaviour, -number) for number, (fit, behaviour) in enumerate(sums)],
        least_fit=40,
        least_behaviour=30,
    )

    assert all(plane.LEFT <= dot.x <= plane.RIGHT and plane.TOP <= dot.y <= plane.BOTTOM for dot in laid.dots)


def test_behind_means_below_the_line_to_the_promise() -> None:
    assert pace.lay_out(kept=[(0.5, 44)], promised=90).is_behind
    assert not pace.lay_out(kept=[(0.5, 45)], promised=90).is_behind
    assert not pace.lay_out(kept=[], promised=90).is_behind
    assert pace.lay_out(kept=[(0.5, 44)], promised=90).today == 50


def test_more_than_promised_stays_in_the_box() -> None:
    laid = pace.lay_out(kept=[(0.5, 180)], promised=90)

    heights = [float(point.split(",")[1]) for point in laid.kept.split()]
    assert all(0 <= height <= pace.HEIGHT for height in heights)
