"""The worked tables of `docs/algorithms/judging.md`, asked of the reference and of the set-based judge."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import ibis
import pyarrow as pa
import pytest

from dueto.analytics.judge.conditions import column_for
from dueto.analytics.judge.profiles import column_of, profiles
from dueto.analytics.tables import engine
from dueto.domain.conditions.condition import All, Any, Atom, Condition, Not, holds
from dueto.domain.qualification.history import Activity, Class, Fact, end_of_lasting, profile_of
from dueto.domain.qualification.missing import Missing
from tests.analytics.crowds import tables_of
from tests.docs.judges import acts, did, opinions, who
from tests.docs.pages import Row, table
from tests.domain.nevadal import AS_OF, ROCIO, nevadal, nevadal_tree
from tests.domain.random_cases import Case, OwnedFact

PAGE = "algorithms/judging.md"
LIMA = nevadal().zone
TODAY = AS_OF.astimezone(LIMA).date()
WORDS = {"true": True, "false": False, "unknown": None}
WHEN = {
    "a day before": timedelta(days=-1),
    "at the instant": timedelta(0),
    "a microsecond after": timedelta(microseconds=1),
}


@pytest.fixture(scope="module")
def on() -> Iterator[ibis.BaseBackend]:
    """Return an engine for all tables of the page."""
    connection = engine()
    yield connection
    connection.disconnect()


@pytest.mark.parametrize("target", ["table-rocio", "table-rounding", "table-fast"])
def test_verdicts(target: str, on: ibis.BaseBackend) -> None:
    rows = table(PAGE, target)

    said = opinions([(who(row["Who"]), acts(row["Acts, days ago"])) for row in rows], on=on)

    for row, verdict in zip(rows, said.verdicts, strict=True):
        sums = tuple(int(row[name]) for name in ("Fit", "Behaviour", "Total"))
        assert (verdict.fit, verdict.behaviour, verdict.total) == sums, row
        assert verdict.standing.value.replace("_", " ") == row["Verdict"], row


@pytest.mark.parametrize("target", ["table-fading", "table-cap", "table-negative"])
def test_lines(target: str, on: ibis.BaseBackend) -> None:
    rows = table(PAGE, target)

    said = opinions([(ROCIO, [did(row["Rule"], day) for day in row["Days ago"].split(",")]) for row in rows], on=on)

    for row, verdict in zip(rows, said.verdicts, strict=True):
        (line,) = [line for line in verdict.behaviour_lines if line.rule.name == row["Rule"]]
        assert line.points == verdict.behaviour == int(row["Points"]), row
        assert f"{math.fsum(one.weight for one in line.counted):.2f}" == row["Worth"], row


def test_missing(on: ibis.BaseBackend) -> None:
    rows = table(PAGE, "table-missing")

    said = opinions([(who(row["Who"]), acts(row["Acts, days ago"])) for row in rows], on=on)

    assert [in_words(found) for found in said.missing] == [row["Missing"] for row in rows]


def in_words(found: Missing) -> str:
    """Return what is missing as the table writes it."""
    if found.behaviour:
        return f"{found.behaviour} points"
    return " / ".join("+".join(names) for names in found.fields) or "nothing"


def test_profile(on: ibis.BaseBackend) -> None:
    rows = table(PAGE, "table-profile")
    told = [list(facts_of(row["Facts on one field: value, known days ago, id"], 10 * n)) for n, row in enumerate(rows)]
    owned = tuple(OwnedFact(number, fact) for number, facts in enumerate(told) for fact in facts)
    case = Case(nevadal(), nevadal_tree(), owned, (), {number: number for number in range(len(rows))}, AS_OF)

    known = profiles(tables_of(case, on=on), fields=["sites"], as_of=AS_OF).to_pyarrow().to_pylist()
    at_once = {row["person_id"]: row[column_of("sites")] or "unknown" for row in known}

    for number, row in enumerate(rows):
        assert profile_of(told[number], as_of=AS_OF).get("sites", "unknown") == at_once[number] == row["Profile"], row


def facts_of(text: str, before: int) -> Iterator[Fact]:
    """Yield the facts that a cell such as `6, 10 days, id 1; 7, 5 days, id 2` describes."""
    for part in text.split(";"):
        value, days, number = (piece.strip() for piece in part.split(","))
        known = AS_OF - timedelta(days=int(days.removesuffix(" days")))
        value = "" if value == "empty" else value
        yield Fact(before + int(number.removeprefix("id ")), "sites", value, known, known)


def test_logic(on: ibis.BaseBackend) -> None:
    a, b = Atom("city", "is", "true"), Atom("region", "is", "true")
    asked: dict[str, Condition] = {"all: [a, b]": All((a, b)), "any: [a, b]": Any((a, b)), "not: a": Not(a)}
    rows = table(PAGE, "table-logic")
    values = [{"city": row["a"], "region": row["b"]} for row in rows]
    known = [{name: None if word == "unknown" else word for name, word in row.items()} for row in values]
    schema = pa.schema({"city": pa.string(), "region": pa.string(), "n": pa.int64()})
    table_of = pa.Table.from_pylist([{**row, "n": n} for n, row in enumerate(known)], schema=schema)
    words = on.create_table("words", table_of, overwrite=True)
    columns = {"city": words.city, "region": words.region}
    answers = words.select("n", **{
        f"q{n}": column_for(when, columns=columns, today=TODAY) for n, when in enumerate(asked.values())
    }).order_by("n").to_pyarrow().to_pylist()  # fmt: skip

    assert len(rows) == 9
    for row, told, answer in zip(rows, known, answers, strict=True):
        profile = {name: word for name, word in told.items() if word is not None}
        for n, (question, when) in enumerate(asked.items()):
            expected = WORDS[row[question]]
            assert holds(when, values=profile, today=TODAY) is expected, (row, question)
            assert answer[f"q{n}"] is expected, (row, question)


def test_seen(on: ibis.BaseBackend) -> None:
    rows = table(PAGE, "table-seen")

    said = opinions([(ROCIO, [seen_act(row)]) for row in rows], on=on)

    assert [("yes" if verdict.behaviour else "no") for verdict in said.verdicts] == [row["Counts"] for row in rows]


def seen_act(row: Row) -> Activity:
    """Return the visit that a row of the table describes."""
    occurred, known = (AS_OF + WHEN[row[name]] for name in ("Happened", "Became known"))
    return Activity(0, "visit", occurred, known, Class(row["Class"]), {"path": "/precios"})


def test_once_per_day(on: ibis.BaseBackend) -> None:
    rows = table(PAGE, "table-day")
    visits = []
    for number, row in enumerate(rows, 1):
        when = datetime.fromisoformat(row["Visit to /precios, Lima"]).replace(tzinfo=LIMA).astimezone(UTC)
        assert f"{when:%Y-%m-%d %H:%M}" == row["The same in UTC"]
        visits.append(Activity(number, "visit", when, when, attributes={"path": "/precios"}))

    said = opinions([(ROCIO, visits)], on=on)

    counted = said.verdicts[0].behaviour_lines[0].counted
    by_id = {number: int(row["Age"]) for number, row in enumerate(rows, 1) if row["Counts"] == "yes"}
    assert {one.activity.id: one.age for one in counted} == by_id
    assert sorted(said.counted_ages[0]["precios"]) == sorted(by_id.values())


def test_once_per_item(on: ibis.BaseBackend) -> None:
    rows = table(PAGE, "table-item")
    downloads = [
        Activity(
            int(row["Id"]), "download", days_ago(row["Happened"]), days_ago(row["Became known"]),
            attributes={} if row["Item"] == "–" else {"item": row["Item"]},
        )
        for row in rows
    ]  # fmt: skip

    said = opinions([(ROCIO, downloads)], on=on)

    (line,) = [line for line in said.verdicts[0].behaviour_lines if line.rule.name == "guía"]
    assert {one.activity.id for one in line.counted} == {int(row["Id"]) for row in rows if row["Counts"] == "yes"}
    assert sorted(said.counted_ages[0]["guía"]) == sorted(one.age for one in line.counted)


def days_ago(text: str) -> datetime:
    """Return the instant that a cell such as `3 days ago` names."""
    return AS_OF - timedelta(days=int(text.split()[0]))


def test_end_of_negative_points() -> None:
    for row in table(PAGE, "table-end"):
        act = datetime.fromisoformat(row["Act in Lima"]).replace(tzinfo=LIMA).astimezone(UTC)

        end = end_of_lasting(act, lasts=int(row["Lasts"]), zone=LIMA)

        assert f"{end.astimezone(LIMA):%Y-%m-%d %H:%M}" == row["Takes points until, in Lima"]
