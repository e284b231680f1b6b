"""What everybody is missing, worked out by pattern, is what the reference says of each."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import pytest

from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.judge.nearest import nearest
from dueto.analytics.tables import engine
from dueto.domain.qualification.history import day_of, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, missing
from tests.analytics.crowds import crowd, tables_of
from tests.domain.random_cases import Case
from tests.domain.soak import times

PARTS = 4


@pytest.fixture(scope="module")
def on() -> Iterator[ibis.BaseBackend]:
    """Return an engine for all crowds of this module."""
    connection = engine()
    yield connection
    connection.disconnect()


def by_reference(case: Case) -> dict[object, Missing]:
    """Return what the reference says is missing, of those whom data alone would qualify."""
    said: dict[object, Missing] = {}
    for number, person in case.people().items():
        profile = profile_of(person.facts, as_of=case.as_of)
        verdict = judge(case.definition, profile=profile, activities=person.activities, as_of=case.as_of)
        today = day_of(case.as_of, case.agreement.zone)
        answer = missing(verdict, profile=profile, fields=case.agreement.fields, today=today)
        if answer.fields:
            said[number] = answer
    return said


@pytest.mark.parametrize("part", range(PARTS))
def test_it_misses_what_the_reference_misses(part: int, on: ibis.BaseBackend) -> None:
    for place in range(part, times(32), PARTS):
        case = crowd(place)
        tables = tables_of(case, on=on)
        verdicts = judge_everybody(tables, definition=case.definition, as_of=case.as_of)

        said = nearest(tables, verdicts, definition=case.definition, fields=case.agreement.fields, as_of=case.as_of)

        assert dict(said) == by_reference(case), f"crowd {place}"
