"""What cannot be written is refused with 503 and a time to come back; nothing half done; it recovers by itself."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from dueto.collect.serve import _speak_json
from tests.collect.load import Load
from tests.collect.running import VISIT, RunningDoor, Started
from tests.conftest import absent
from tests.postgres import Cluster, running_cluster


def assert_it_refuses(door: RunningDoor, reason: str) -> None:
    """Hold its refusal against what is promised."""
    answer = door.post()
    ready = door.ask("GET", "/health/ready")

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert answer.reason == "the hit could not be written; nothing was kept of it"
    assert door.figure(f'dueto_hits_refused_total{{reason="{reason}"}}') >= 1
    assert (ready.status, door.ask("GET", "/health/live").status) == (503, 200)


def assert_it_recovers(door: RunningDoor) -> None:
    """Wait until hits get in again."""
    until = time.monotonic() + 15
    while door.post(VISIT | {"v": "after"}).status != 202:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert door.ask("GET", "/health/ready").status == 200


def said(door: RunningDoor) -> list[str]:
    """Return what it wrote into its log."""
    return [json.loads(line)["event"] for line in door.stop().splitlines()]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        absent("a small disk (needs the right to mount one)")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk(started: Started, small_disk: Path) -> None:
    door = started(small_disk / "inbox.db")
    assert door.post(VISIT | {"v": "before"}).status == 202
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    accepted = ["before"]
    for number in range(2000):
        if door.post(VISIT | {"v": f"n{number}", "r": "x" * 4000}).status != 202:
            break
        accepted.append(f"n{number}")

    assert_it_refuses(door, "full")
    filler.unlink()
    assert_it_recovers(door)

    assert [hit.visitor for hit in door.hits()] == [*accepted, "after"]
    assert said(door) == ["inbox_unavailable", "inbox_available", "collect_stopped"]


def test_a_file_that_may_not_grow(started: Started, inbox_file: Path) -> None:
    """The same without the right to mount: a limit on the size of files, as a quota would set it."""
    door = started(inbox_file, before=["prlimit", "--fsize=400000:unlimited"])
    accepted, in_a_row = [], 0
    for number in range(1000):
        status = door.post(VISIT | {"v": f"n{number}", "r": "x" * 4000}).status
        in_a_row = in_a_row + 1 if status == 503 else 0
        if status == 202:
            accepted.append(f"n{number}")
        if in_a_row == 5:
            break

    assert in_a_row == 5
    assert [hit.visitor for hit in door.hits()] == accepted
    subprocess.run(["prlimit", f"--pid={door.process.pid}", "--fsize=unlimited:unlimited"], check=True)
    assert_it_recovers(door)


def test_a_locked_database(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file)
    assert door.post(VISIT | {"v": "before"}).status == 202
    with Load(door, "locked") as load:
        somebody = sqlite3.connect(inbox_file, isolation_level=None)
        somebody.execute("begin immediate")
        assert_it_refuses(door, "locked")
        somebody.execute("rollback")
        somebody.close()
    assert_it_recovers(door)

    there = [hit.visitor for hit in door.hits()]
    assert sorted(there) == sorted(["before", *load.answered, "after"])
    assert set(load.others) == {503}


def test_a_short_lock_is_waited_for(started: Started, inbox_file: Path) -> None:
    door = started(inbox_file)
    assert door.post().status == 202
    with Load(door, "short") as load:
        somebody = sqlite3.connect(inbox_file, isolation_level=None)
        for _ in range(5):
            somebody.execute("begin immediate")
            time.sleep(0.1)
            somebody.execute("rollback")
        somebody.close()

    assert load.others == []


def test_a_file_that_may_only_be_read(started: Started, inbox_file: Path) -> None:
    if os.geteuid() == 0 and subprocess.run(["which", "setpriv"], capture_output=True, check=False).returncode:
        absent("setpriv")
    inbox_file.parent.mkdir(parents=True)
    sqlite3.connect(inbox_file).execute("create table other(id)").connection.close()
    for parent in (inbox_file.parent, *inbox_file.parents[1:5]):
        parent.chmod(0o755)
    inbox_file.chmod(0o444)
    before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else None
    door = started(inbox_file, before=before)

    assert_it_refuses(door, "readonly")
    inbox_file.chmod(0o666)
    inbox_file.parent.chmod(0o777)
    assert_it_recovers(door)


def test_postgres_stopped_and_started_again(started: Started) -> None:
    for cluster in running_cluster():
        door = started(cluster.database())
        with Load(door, "stopped") as load:
            load.wait_for_answers()
            cluster.stop()
            assert_it_refuses(door, "away")
        cluster.start()
        assert_it_recovers(door)

        there = [hit.visitor for hit in door.hits()]
        assert len(there) == len(set(there))
        assert set(load.answered) < set(there)
        assert set(there) <= load.sent | {"after"}
        assert set(load.others) == {503}


def test_a_door_that_starts_before_its_database(started: Started, postgres: Cluster) -> None:
    place = postgres.database()
    name = place.rpartition("/")[2]
    with_out = place.replace(name, "not_there_yet")
    door = started(with_out)

    assert_it_refuses(door, "away")
    _create(postgres, "not_there_yet")
    assert_it_recovers(door)


def _create(cluster: Cluster, name: str) -> None:
    command = ["psql", cluster.url(), "-qc", f"create database {name}"]
    subprocess.run(command, check=True, env={"PATH": os.defpath})


def test_a_failure_of_the_door_is_told_without_what_it_held(capsys: pytest.CaptureFixture[str]) -> None:
    _speak_json()

    def breaks(hit: dict[str, str]) -> None:
        raise ValueError(hit["url"])

    sent = {"url": "https://nevadal.example/?email=bea@empresa.example"}
    try:
        breaks(sent)
    except ValueError:
        structlog.get_logger("dueto.collect").exception("commit_failed", hits=1)
    finally:
        structlog.reset_defaults()
        logging.getLogger("uvicorn.error").handlers.clear()

    event = json.loads(capsys.readouterr().err)
    assert event["exception"].endswith("ValueError: …")
    assert "in breaks" in event["exception"]
    assert "bea@" not in str(event)
