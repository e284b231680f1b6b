"""Each rule of the set-based judge spoilt on purpose must be noticed by the comparison with the reference."""

# ruff: noqa: E501 -- a table reads best with one row on one line

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import ibis
import pytest

from dueto.analytics.tables import engine
from tests.analytics.crowds import crowd, reference_rows, tables_of
from tests.domain.random_cases import Case
from tests.domain.world import SpoiltFinder
from tests.mutant import Mutant

ROOM = "dueto.analytics.judge"
CROWDS = 60
SEEN_BY = {
    "lasts a day longer": 4,
    "above the fit threshold": 7,
    "above the total threshold": 20,
    "fast track waives fit": 7,
    "fast track waives nothing": 7,
    "the disqualified qualify": 14,
    "nobody without facts fits": 9,
    "unknown disqualifies": 6,
    "clocks change a second late": 8,
    "any prefix excludes": 8,
    "any items is all items": 52,
    "items found inside items": 5,
    "impossible years are days": 9,
    "between without its ends": 6,
    "absence unseen": 5,
}
"""Which crowd to ask first, where few notice: one that is known to; all others are asked after it."""


MUTANTS = (
    Mutant("no cap", "everybody", "if rule.cap is not None:", "if False:"),
    Mutant("no cap for negative points", "everybody", "else ibis.greatest(worth, float(-rule.cap))", "else worth"),
    Mutant("no rounding", "everybody", "(worth + ROUNDING)", "(worth - ROUNDING)"),
    Mutant("rounded, not floored", "everybody", "ROUNDING).floor()", "ROUNDING).round()"),
    Mutant("points never fade", "everybody", "-age / float(half_life)", "age * 0.0"),
    Mutant("lasts a day longer", "everybody", "age < lasts", "age <= lasts"),
    Mutant("fast track a day longer", "everybody", "age < valid", "age <= valid"),
    Mutant("above the fit threshold", "everybody", "summed.fit >= least.fit", "summed.fit > least.fit"),
    Mutant("above the behaviour threshold", "everybody", "summed.behaviour >= least.behaviour", "summed.behaviour > least.behaviour"),
    Mutant("above the total threshold", "everybody", "summed.total >= least.total", "summed.total > least.total"),
    Mutant("fast track waives fit", "everybody", "return fit & (summed.is_fast |", "return summed.is_fast | (fit &"),
    Mutant("fast track waives nothing", "everybody", "(summed.is_fast | (behaviour & total))", "(behaviour & total)"),
    Mutant("the disqualified qualify", "everybody", "& ~summed.is_out &", "&"),
    Mutant("nothing required", "everybody", "summed.is_complete & ~", "~"),
    Mutant("all alternatives needed", "everybody", "reduce(and_, [columns[name].isnull()", "reduce(or_, [columns[name].isnull()"),
    Mutant("nobody without facts fits", "everybody", "line.points for name, line in zip(fit", "0 for name, line in zip(fit"),
    Mutant("unknown disqualifies", "everybody", "today=today).fill_null(False)", "today=today).fill_null(True)"),
    Mutant("facts of the future seen", "profiles", "tables.facts.known_at <= instant", "tables.facts.occurred_at <= instant"),
    Mutant("fact known at the instant unseen", "profiles", "known_at <= instant", "known_at < instant"),
    Mutant("withdrawn fact kept", "profiles", "known.value.fill_null(WITHDRAWN)", "known.value"),
    Mutant("ties by the smaller id", "first_and_last", "+ id_", "- id_"),
    Mutant("no ties by id", "first_and_last", "+ id_", ""),
    Mutant("last instead of first", "first_and_last", '_builtin("min_by"', '_builtin("max_by"'),
    Mutant("suspects counted", "acts", '(activities["class"] == Class.HUMAN.value)', '(activities["class"] != Class.AUTOMATIC.value)'),
    Mutant("not yet known seen", "acts", "& (activities.known_at <= instant)", ""),
    Mutant("known at the instant unseen", "acts", "(activities.known_at <= instant)", "(activities.known_at < instant)"),
    Mutant("what is still to happen seen", "acts", "& (activities.occurred_at <= instant)", ""),
    Mutant("days and items mixed up", "acts", "if rule.once_per is OncePer.DAY", "if rule.once_per is OncePer.EACH"),
    Mutant("items not told apart", "acts", "item=ibis.cases((by_item, matched.item))", 'item=ibis.literal("")'),
    Mutant("days of UTC", "days", "if seconds else instants.date()", "if False else instants.date()"),
    Mutant("clocks change a second late", "days", "instants >= stored", "instants > stored"),
    Mutant("overlapping rules share a column", "exclusion", "if one.activity != other.activity:", "if True:"),
    Mutant("any prefix excludes", "exclusion", "return not begins.startswith(ends) and not ends.startswith(begins)", "return begins != ends"),
    Mutant("an instant of another zone", "profiles", "stored(as_of)", "as_of.replace(tzinfo=None)"),
    Mutant("any items is all items", "conditions", "reduce(or_, [_items(column)", "reduce(and_, [_items(column)"),
    Mutant("items found inside items", "conditions", "ibis.literal(SEPARATOR) + column + SEPARATOR", "column"),
    Mutant("exponents are numbers", "conditions", 'column.re_search(f"^{NUMBER}$")', 'column.re_search("^[-+0-9.einfa_]+$")'),
    Mutant("impossible years are days", "conditions", ' & (day >= "0001")', ""),
    Mutant("between without its ends", "conditions", "number.between(float(low), float(high))", "(number > float(low)) & (number < float(high))"),
    Mutant("absence unseen", "conditions", "return is_present if operand else ~is_present", "return is_present"),
    Mutant("operand unfolded", "conditions", "column, fold(operand))", "column, operand)"),
)  # fmt: skip


@lru_cache(maxsize=CROWDS)
def drawn(place: int) -> tuple[Case, dict[int, dict[str, object]]]:
    """Return the crowd number `place` with what the reference says of it."""
    case = crowd(place)
    return case, reference_rows(case)


@contextmanager
def spoilt_judge(mutant: Mutant) -> Iterator[Any]:
    """Give a copy of the room in which the mutant's line is spoilt."""
    kept = {name: sys.modules.pop(name) for name in [*sys.modules] if name.startswith(ROOM)}
    finder = SpoiltFinder(f"{ROOM}.{mutant.module}", mutant.original, mutant.spoilt)
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(f"{ROOM}.everybody").judge_everybody
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.startswith(ROOM)]:
            del sys.modules[name]
        sys.modules.update(kept)


def is_noticed(judge_everybody: Any, *, first: int, on: ibis.BaseBackend) -> bool:
    """Return whether one of the crowds is judged otherwise, or cannot be judged at all; `first` is asked first."""
    for place in (first, *range(CROWDS)):
        case, expected = drawn(place)
        try:
            verdicts = judge_everybody(tables_of(case, on=on), definition=case.definition, as_of=case.as_of)
            rows = {row["person_id"]: row for row in verdicts.to_pyarrow().to_pylist()}
        except Exception:  # a spoilt rule that the engine refuses has been noticed as well
            return True
        if rows != expected:
            return True
    return False


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_is_noticed(mutant: Mutant) -> None:
    on = engine()
    with spoilt_judge(mutant) as judge_everybody:
        assert is_noticed(judge_everybody, first=SEEN_BY.get(mutant.name, 0), on=on), f"nobody noticed: {mutant.name}"
    on.disconnect()
