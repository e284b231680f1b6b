"""`--activities`: CSV, XLSX and Parquet; bad rows are refused with their reasons, strangers are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Answer, rows_of, write_rows
from tests.cli.qualify.conftest import HEADERS, Qualify

COLUMNS = ("person", "kind", "path", "occurred_at")
NOW = "2026-06-10T12:00:00+00:00"
GOOD = ("a1", "visit", "/prices", "2026-06-09T10:00:00")


def acts(path: Path, *rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> Path:
    """Write a file of activities in the form that its name asks for."""
    if path.suffix == ".csv":
        return write_rows(path, columns, *rows)
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (columns, *rows):
            book.active.append(list(row))
        book.save(path)
        return path
    table = {name: [row[place] for row in rows] for place, name in enumerate(columns)}
    pq.write_table(pa.table(table), path)
    return path


def behaviour(answer: Answer) -> dict[str, int]:
    """Return the behaviour of everybody, out of --format csv."""
    assert answer.code == 0, answer.err
    return {line.split(",")[0]: int(line.split(",")[3]) for line in answer.out.splitlines()[1:]}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "PARQUET"])
def test_it_reads_every_form(ending: str, qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    path = tmp_path / f"acts.{ending.lower()}"
    acts(path, GOOD).rename(tmp_path / f"acts.{ending}")
    answer = qualify(leads, "--activities", tmp_path / f"acts.{ending}", "--as-of", NOW, "--format", "csv")

    assert behaviour(answer) == {"a1": 15, "a2": 0, "a3": 0, "a4": 0}


WHEN = {
    "2026-06-10T06:59": True, "2026-06-10T07:01": False,  # without a zone it is Lima's, that of the agreement
    "2026-06-10T06:59-05:00": True, "2026-06-10T07:01-05:00": False, "2026-06-10T12:00:00Z": True,
    "2026-06-10 06:59:59.123456": True, "2026-06-09": True, "9 de junio de 2026": True,
    "09/06/2026 10:00": None,
    "31/05/2026 10:00": True, "2026-13-01": None, "0000-01-01": None, "9999-12-31T23:59-12:00": None,
    "0001-01-01T00:00+14:00": None, "soon": None, "": None, "NaN": None, "1" * 500: None,
}  # fmt: skip
"""Whether what somebody did then counts at NOW; None where the time cannot be read."""


@pytest.mark.parametrize("alone", ["", "09/06/2026 10:00", "9 de junio de 2026"])
def test_it_reads_times_or_says_why_not(alone: str, qualify: Qualify, tmp_path: Path) -> None:
    asked = {alone: WHEN[alone]} if alone else WHEN
    leads = write_rows(
        tmp_path / "leads.csv", HEADERS, *((f"p{n}", f"Company {n}", "PE", 7, "Buyer") for n in range(len(asked)))
    )
    file = acts(tmp_path / "acts.csv", *((f"p{n}", "visit", "/prices", when) for n, when in enumerate(asked)))
    answer = qualify(leads, "--activities", file, "--as-of", NOW, "--format", "csv", "--out", tmp_path / "out")

    assert behaviour(answer) == {f"p{n}": 15 if counts else 0 for n, counts in enumerate(asked.values())}
    refused = rows_of(tmp_path / "out" / "refused.csv")
    unread = [str(n + 2) for n, counts in enumerate(asked.values()) if counts is None]
    assert [(row["file"], row["row"]) for row in refused] == [("acts.csv", row) for row in unread]
    assert all(row["reason"] for row in refused)


@pytest.mark.parametrize("zone", [None, UTC, timezone(timedelta(hours=-5))])
def test_times_of_parquet_are_read_with_their_zone(
    zone: timezone | None, qualify: Qualify, leads: Path, tmp_path: Path
) -> None:
    instants = [datetime(2026, 6, 10, hour, tzinfo=zone) for hour in (6, 11, 13)]
    kind = pa.timestamp("us", None if zone is None else "UTC")
    columns = {"person": ["a1", "a2", "a3"], "kind": ["visit"] * 3, "path": ["/prices"] * 3,
               "occurred_at": pa.array(instants, kind)}  # fmt: skip
    pq.write_table(pa.table(columns), tmp_path / "acts.parquet")
    answer = qualify(leads, "--activities", tmp_path / "acts.parquet", "--as-of", NOW, "--format", "csv")

    is_lima = zone is not None and zone is not UTC
    assert behaviour(answer) == {"a1": 15, "a2": 0 if is_lima else 15, "a3": 0, "a4": 0}


def test_bad_rows_are_refused_each_with_its_reason(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    file = tmp_path / "acts.csv"
    acts(file, GOOD, ("a1", "visitt", "/prices", GOOD[3]), ("a1", "", "", GOOD[3]), ("", *GOOD[1:]), ("zz", *GOOD[1:]))
    with file.open("a", encoding="utf-8") as lines:
        lines.write("a1,visit,/prices,2026-06-09,one cell too many\n")
    answer = qualify(leads, "--activities", file, "--as-of", NOW, "--out", tmp_path / "out")

    reasons = [(row["row"], row["reason"]) for row in rows_of(tmp_path / "out" / "refused.csv")]
    assert [row for row, _ in reasons] == ["3", "4", "7"]
    assert reasons[0][1] == "visitt is not known here; did you mean visit?"
    assert "the row has 5 cells and the header row 4" in reasons[2][1]
    assert "1 activity names no person and was passed over" in answer.err
    assert "1 activity belongs to nobody in the list and was passed over" in answer.err
    assert answer.counts["refused"] == 0, "people are counted, not what they did"


def test_it_says_so_when_no_activity_belongs_to_anybody(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    file = acts(tmp_path / "acts.csv", ("A1", *GOOD[1:]), ("a1 x", *GOOD[1:]))

    assert "no activity belongs to anybody in the list; the ids" in qualify(leads, "--activities", file).err


def test_only_what_a_human_did_counts(qualify: Qualify, leads: Path, tmp_path: Path) -> None:
    rows = [(f"a{n}", *GOOD[1:], class_) for n, class_ in ((1, "human"), (2, "automatic"), (3, "suspect"), (4, ""))]
    file = acts(tmp_path / "acts.csv", *rows, columns=(*COLUMNS, "Class "))
    answer = qualify(leads, "--activities", file, "--as-of", NOW, "--format", "csv")

    assert behaviour(answer) == {"a1": 15, "a2": 0, "a3": 0, "a4": 15}


def nested() -> pa.Table:
    return pa.table({"person": ["a1"], "kind": ["visit"], "occurred_at": ["2026-06-09"], "path": [{"a": [1]}]})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("acts.csv", b"person,kind\na1,visit\na2,visit\n", "it needs the columns occurred_at; it has person, kind"),
        ("acts.csv", b"", "is empty; export the list again"),
        ("acts.parquet", b"PAR1 and then nothing", "it is not a Parquet file that can be read"),
        ("acts.parquet", b"", "it is not a Parquet file that can be read"),
        ("acts.parquet", nested(), "it is not a Parquet file that can be read"),
        ("acts.parquet", pa.table({"x": [1]}), "it needs the columns person, kind, occurred_at; it has x"),
        ("acts.bin", bytes(range(256)) * 50, ""),
        ("absent.csv", None, ""),
        ("absent.parquet", None, ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(
    name: str, content: bytes | pa.Table | None, said: str, qualify: Qualify, leads: Path, tmp_path: Path
) -> None:
    if isinstance(content, pa.Table):
        pq.write_table(content, tmp_path / name)
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    answer = qualify(leads, "--activities", tmp_path / name, "--out", tmp_path / "out")

    assert (answer.code, answer.out) == (1, "")
    assert f"{name} was refused: " in answer.err
    assert said in answer.err
    assert not (tmp_path / "out").exists()
