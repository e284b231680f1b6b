"""The set-based judge and the reference say the same of everybody, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import pytest

from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.tables import engine
from tests.analytics.crowds import crowd, reference_rows, tables_of
from tests.domain.random_cases import Case
from tests.domain.soak import times

PARTS = 8


@pytest.fixture(scope="module")
def on() -> Iterator[ibis.BaseBackend]:
    """Return an engine for all crowds of this module."""
    connection = engine()
    yield connection
    connection.disconnect()


def judged(case: Case, *, on: ibis.BaseBackend) -> dict[int, dict[str, object]]:
    """Return the rows of the set-based judge by person."""
    verdicts = judge_everybody(tables_of(case, on=on), definition=case.definition, as_of=case.as_of)
    return {row["person_id"]: row for row in verdicts.to_pyarrow().to_pylist()}


@pytest.mark.parametrize("part", range(PARTS))
def test_it_judges_everybody_as_the_reference_does(part: int, on: ibis.BaseBackend) -> None:
    for place in range(part, times(96), PARTS):
        case = crowd(place)

        assert judged(case, on=on) == reference_rows(case), f"crowd {place}"
