"""`dueto simulate`: the world of Nevadal as files."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import LAUNCH, PEOPLE, Dueto, rows_of, tree_of

TABLES = ("activities", "deals", "facts", "identities", "leads", "people")


def test_it_writes_every_table_twice(world: Path) -> None:
    assert {path.name for path in world.iterdir()} == {
        "world.json", *(f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet"))
    }  # fmt: skip
    counts = json.loads((world / "world.json").read_text(encoding="utf-8"))["counts"]
    for name in TABLES:
        assert (
            len(rows_of(world / f"{name}.csv")) == pq.read_metadata(world / f"{name}.parquet").num_rows == counts[name]
        )
    assert counts["people"] >= PEOPLE


def test_the_same_seed_and_launch_give_the_same_bytes(dueto: Dueto, tmp_path: Path) -> None:
    def written(name: str, *options: object) -> dict[str, bytes]:
        answer = dueto("simulate", "--out", tmp_path / name, "--people", 40, *options)
        assert answer.code == 0, answer.err
        return tree_of(tmp_path / name)

    first = written("first", "--launch", LAUNCH, "--seed", 3)

    assert written("again", "--launch", LAUNCH, "--seed", 3) == first
    assert written("other seed", "--launch", LAUNCH, "--seed", 4)["people.csv"] != first["people.csv"]
    assert written("other launch", "--launch", "2025-03-03", "--seed", 3)["people.csv"] != first["people.csv"]


def test_it_replaces_an_older_world_and_nothing_else(dueto: Dueto, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")

    assert dueto("simulate", "--out", tmp_path, "--people", 20, "--launch", LAUNCH).code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert len(rows_of(tmp_path / "people.csv")) >= 20
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("seed", [-1, 0, 10**30])
def test_any_seed_is_a_world(seed: int, dueto: Dueto, tmp_path: Path) -> None:
    assert dueto("simulate", "--out", tmp_path, "--people", 20, "--seed", seed).code == 0


@pytest.mark.parametrize("launch", ["1970-01-01", "2200-12-31"])
def test_any_time_is_a_launch(launch: str, dueto: Dueto, tmp_path: Path) -> None:
    assert dueto("simulate", "--out", tmp_path, "--people", 20, "--launch", launch).code == 0


@pytest.mark.parametrize("people", [20, 21])
def test_the_fewest_people_are_a_world(people: int, dueto: Dueto, tmp_path: Path) -> None:
    assert dueto("simulate", "--out", tmp_path, "--people", people, "--launch", LAUNCH).code == 0


def test_it_refuses_a_folder_that_cannot_be(dueto: Dueto, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    before = tree_of(tmp_path)
    answer = dueto("simulate", "--out", tmp_path / "file" / "below", "--people", 20)

    assert answer.code == 1
    assert "cannot be used: part of its path is a file" in answer.err
    assert tree_of(tmp_path) == before


def test_it_leaves_the_folder_as_it_was_when_the_disk_is_full(
    dueto: Dueto, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "people.csv").write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dueto.world.files.Files.write", full)
    answer = dueto("simulate", "--out", tmp_path, "--people", 20, "--lang", "es")

    assert answer.code == 1
    assert answer.err.splitlines()[-1] == "El disco no se puede usar: el disco está lleno"
    assert tree_of(tmp_path) == {"people.csv": b"old"}
