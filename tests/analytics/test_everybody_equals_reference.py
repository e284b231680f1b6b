"""The set-based judge and the reference say the same of everybody, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import ibis
import pyarrow.parquet as pq
import pytest

from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.judge.nearest import nearest
from dueto.analytics.tables import engine, read_tables
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.qualification.history import Fact
from dueto.domain.qualification.missing import Missing
from tests.analytics.crowds import crowd, reference_rows, tables_of
from tests.domain.random_cases import Case, OwnedFact
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
    for place in range(part, times(64), PARTS):
        case = crowd(place)

        assert judged(case, on=on) == reference_rows(case), f"crowd {place}"


def test_it_lets_a_company_call_its_fields_as_it_likes(on: ibis.BaseBackend) -> None:
    names = ("person_id", "fit", "behaviour", "total", "standing", "is_fast", "qualified", "fit_0", "value")
    fit = [{"when": {name: {"is": "x"}}, "points": 1} for name in names]
    definition = {"name": "d", "required": ["fit|total"], "fit": fit, "qualified": {"fit": 2}}
    document = {"agreement": "a", "fields": [{"name": name} for name in names], "definitions": [definition]}
    agreement = read_agreement(document)
    as_of = datetime(2026, 3, 1, tzinfo=UTC)
    facts = tuple(OwnedFact(1, Fact(n, name, "x", as_of, as_of)) for n, name in enumerate(names) if name != "total")
    few = (OwnedFact(2, Fact(99, "person_id", "x", as_of, as_of)),)
    case = Case(agreement, document, facts + few, (), {1: 1, 2: 2}, as_of)

    tables = tables_of(case, on=on)
    verdicts = judge_everybody(tables, definition=case.definition, as_of=as_of)
    near = nearest(tables, verdicts, definition=case.definition, fields=agreement.fields, as_of=as_of)

    assert judged(case, on=on) == reference_rows(case)
    assert dict(near) == {2: Missing((("fit",), ("total",)))}


def test_it_reads_and_writes_parquet(tmp_path: Path, on: ibis.BaseBackend) -> None:
    case = crowd(0)
    tables = tables_of(case, on=on)
    for name in ("identities", "facts", "activities"):
        getattr(tables, name).to_parquet(tmp_path / f"{name}.parquet")

    verdicts = judge_everybody(read_tables(tmp_path, on=engine()), definition=case.definition, as_of=case.as_of)
    verdicts.to_parquet(tmp_path / "verdicts.parquet")

    rows = pq.read_table(tmp_path / "verdicts.parquet").to_pylist()
    assert {row["person_id"]: row for row in rows} == reference_rows(case)
