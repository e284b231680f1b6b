"""The world on disk: CSV for people, Parquet for programs, whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import phonenumbers
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from stdnum.cl import rut
from stdnum.co import nit
from stdnum.es import cif
from stdnum.pe import ruc

from dueto.domain.basics.text import fold
from dueto.domain.qualification.history import profile_of
from dueto.world.files import write_world
from dueto.world.ledger import COLUMNS, Block
from dueto.world.people import derived
from dueto.world.simulation import World, simulate
from tests.world.conftest import LAUNCH, Told

PLAIN = ("company", "role", "country", "sector", "sites", "employees", "tax_id", "city", "timing", "measures_today",
         "heard_from", "consent")  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("nevadal")
    write_world(simulate(people=150, launch=LAUNCH), out)
    return out


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_there_in_both_forms(folder: Path) -> None:
    names = {f"{name}.{form}" for name in COLUMNS for form in ("csv", "parquet")}

    assert {path.name for path in folder.iterdir()} == names | {"world.json"}


def as_people_write(value: object) -> str:
    """Return a value of the Parquet file as it stands in the CSV: instants there tell their zone."""
    if isinstance(value, datetime):
        return f"{value}Z"
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", COLUMNS)
def test_both_forms_say_the_same(folder: Path, name: str) -> None:
    table = pq.read_table(folder / f"{name}.parquet")
    rows = rows_of(folder / f"{name}.csv")

    assert tuple(table.column_names) == COLUMNS[name]
    assert rows == [{key: as_people_write(value) for key, value in row.items()} for row in table.to_pylist()]
    assert len(rows) == json.loads((folder / "world.json").read_text("utf-8"))["counts"][name]


def test_instants_are_microseconds_without_a_zone(folder: Path) -> None:
    schema = pq.read_schema(folder / "activities.parquet")

    assert schema.field("known_at").type == pa.timestamp("us")
    assert pq.ParquetFile(folder / "facts.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_ids_are_unique_and_lead_somewhere(folder: Path) -> None:
    tables = {name: pq.read_table(folder / f"{name}.parquet") for name in COLUMNS}
    people = set(tables["people"]["person"].to_pylist())
    identities = set(tables["identities"]["identity_id"].to_pylist())

    for name, key in (("people", "person"), ("identities", "identity_id"), ("facts", "fact_id"),
                      ("activities", "activity_id"), ("deals", "deal")):  # fmt: skip
        assert len(set(tables[name][key].to_pylist())) == tables[name].num_rows
    for name in ("facts", "activities"):
        assert set(tables[name]["identity_id"].to_pylist()) <= identities
    for column in (tables["identities"]["person_id"], tables["activities"]["person"], tables["leads"]["person"],
                   tables["deals"]["person"]):  # fmt: skip
        assert set(column.to_pylist()) - {None} <= people


def test_nothing_is_known_before_it_happened_or_after_the_launch(folder: Path) -> None:
    launch = LAUNCH.replace(tzinfo=None)
    for name in ("facts", "activities"):
        table = pq.read_table(folder / f"{name}.parquet")
        for occurred, known in zip(table["occurred_at"].to_pylist(), table["known_at"].to_pylist(), strict=True):
            assert occurred <= known <= launch
    for name in ("leads", "deals"):
        for row in pq.read_table(folder / f"{name}.parquet").to_pylist():
            assert all(value <= launch for value in row.values() if isinstance(value, datetime))


def test_facts_and_activities_are_folded_and_hold_nothing_personal(nevadal: Told) -> None:
    values = {row["field"]: set[str]() for row in nevadal.rows["facts"]}
    for row in nevadal.rows["facts"]:
        if row["value"]:
            values[row["field"]].add(row["value"])

    assert values["full_name"] == values["phone"] == {"known"}
    assert values["email"] <= {"company", "free", "company;shared", "free;shared"}
    for value in chain.from_iterable(values.values()):
        assert value == fold(value)
        assert "@" not in value
    texts = {value for row in nevadal.rows["activities"] for key, value in row.items()
             if isinstance(value, str) and key != "person"}  # fmt: skip
    assert all(text == fold(text) for text in texts)


def test_the_row_of_a_person_folds_to_what_the_facts_say(nevadal: Told) -> None:
    for person, row in nevadal.people.items():
        profile = profile_of(nevadal.facts[person], as_of=LAUNCH)
        assert {name: fold(row[name]) for name in PLAIN if row[name]} == {
            name: value for name, value in profile.items() if name in PLAIN
        }
        for name in ("full_name", "email", "phone"):
            assert (derived(name, row[name]) if row[name] else None) == profile.get(name)


def test_no_address_can_reach_anybody(nevadal: Told) -> None:
    for row in nevadal.people.values():
        if row["email"]:
            local, _, domain = row["email"].lower().partition("@")
            assert domain.endswith(".example") or (domain == "gmail.com" and "_" in local)


def test_phones_are_right_in_form(nevadal: Told) -> None:
    for row in nevadal.people.values():
        if row["phone"]:
            assert phonenumbers.is_possible_number(phonenumbers.parse(row["phone"], row["country"]))


def test_tax_ids_have_their_check_digit(nevadal: Told) -> None:
    valid = {"PE": ruc.is_valid, "CO": nit.is_valid, "CL": rut.is_valid, "ES": cif.is_valid}
    given = [(row["country"], row["tax_id"]) for row in nevadal.people.values() if row["tax_id"]]

    assert given
    assert all(valid[country](tax_id) for country, tax_id in given)


def test_rows_are_as_untidy_as_life(nevadal: Told) -> None:
    rows = list(nevadal.people.values())

    assert any("  " in (row["full_name"] or "") for row in rows)
    assert any((row["phone"] or "").startswith("+") for row in rows)
    assert any(row["phone"] and not row["phone"].startswith("+") for row in rows)
    assert any(not row["role"] for row in rows)


def test_a_second_run_puts_the_same_in_its_place(folder: Path) -> None:
    before = {path.name: digest(path) for path in folder.iterdir()}

    write_world(simulate(people=150, launch=LAUNCH), folder)

    assert {path.name: digest(path) for path in folder.iterdir()} == before


def test_another_process_with_other_hashes_tells_the_same_world(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import datetime; from pathlib import Path;"
        "from dueto.world.files import write_world; from dueto.world.simulation import simulate;"
        "write_world(simulate(people=150, launch=datetime.fromisoformat(sys.argv[1])), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, LAUNCH.isoformat(), str(tmp_path)],
        check=True, env={**os.environ, "PYTHONHASHSEED": "41"}, timeout=60,
    )  # fmt: skip

    for path in folder.iterdir():
        assert digest(path) == digest(tmp_path / path.name), path.name


def test_nothing_is_left_when_the_telling_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = simulate(people=100, launch=LAUNCH)
    whole = list(world.blocks())

    def breaking(self: World) -> Iterator[Block]:
        yield whole[0]
        raise OSError("the disk is full")

    monkeypatch.setattr(World, "blocks", breaking)
    with pytest.raises(OSError, match="full"):
        write_world(world, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    write_world(simulate(people=300, launch=LAUNCH), tmp_path, progress=lambda done, of: told.append((done, of)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == len(rows_of(tmp_path / "people.csv"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_launch_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        simulate(launch=datetime(2026, 11, 23))  # noqa: DTZ001


def test_a_world_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="20"):
        simulate(people=19, launch=datetime(2026, 11, 23, tzinfo=UTC))
