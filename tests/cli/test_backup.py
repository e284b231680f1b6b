"""Backup and restore: whole, while others write, and never at the price of what is there."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dueto.adapters.backup import sqlite
from dueto.adapters.backup.archive import Manifest, Unusable, manifest_of, pack, unpack
from dueto.adapters.backup.ledger import ELSEWHERE, Entry, add, elsewhere, read
from dueto.adapters.running import Kept, hold
from dueto.adapters.voice import Voice
from dueto.apps.privacy.ledger import write_down
from dueto.apps.privacy.models import Erasure
from dueto.cli.backup.brought_up import furthest, insist_on_known
from dueto.cli.backup.home import named
from dueto.cli.backup.make import _complete_ledgers, expire
from dueto.cli.backup.restore import _has_ledger, _reach
from dueto.cli.backup.running import nobody_starts, runs
from dueto.cli.speech import Refused
from tests.cli.conftest import Dueto

AT = datetime(2026, 6, 16, 14, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, socket_enabled: None) -> Path:
    """Return an empty home in which nothing runs."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    for name, value in {
        "DUETO_HOME": folder,
        "DUETO_DATABASE": "",
        "PORT": 1,
        "COLLECT_PORT": 1,
        "WORK_PORT": 1,
    }.items():
        monkeypatch.setenv(name, str(value))
    return folder


def _packed(folder: Path, migrations: list[list[str]], engine: str = "sqlite") -> Path:
    """Return a backup of a database with one row."""
    content, file = folder / "content", folder / "one.dueto.tar.gz"
    content.mkdir(exist_ok=True)
    with closing(sqlite3.connect(content / "dueto.db")) as database, database:
        database.execute("create table if not exists one (a integer)")
    pack(content, file, Manifest("9.0", AT.isoformat(), engine, migrations), progress=lambda _done, _total: None)
    return file


def test_nothing_is_overwritten_unasked_and_nothing_lost_to_a_broken_file(
    dueto: Dueto, home: Path, tmp_path: Path
) -> None:
    (home / "dueto.db").write_text("what is here")
    file = _packed(tmp_path, [])

    asked = dueto("restore", file)
    file.write_bytes(file.read_bytes()[:200])
    broken = dueto("restore", "--replace", file)
    (tmp_path / "none").write_text("nothing")
    none = dueto("restore", "--replace", tmp_path / "none")

    assert (asked.code, "--replace" in asked.err) == (1, True)
    assert (broken.code, "broken" in broken.err) == (1, True)
    assert (none.code, "no backup" in none.err) == (1, True)
    assert (home / "dueto.db").read_text() == "what is here"
    assert not list(home.glob(".restoring-*"))


def test_a_backup_of_another_database_is_refused(dueto: Dueto, home: Path, tmp_path: Path) -> None:
    answer = dueto("restore", _packed(tmp_path, [], engine="postgresql"))

    assert (answer.code, "PostgreSQL" in answer.err) == (1, True)


@pytest.mark.django_db
def test_a_backup_of_a_newer_version_is_refused() -> None:
    newer = Manifest("9.0", "", "sqlite", [["base", "0001_squashed"], ["base", "9999_from_the_future"]])

    with pytest.raises(Refused, match="newer version"):
        insist_on_known(newer, voice=Voice("en"))


@pytest.mark.django_db
def test_a_backup_of_before_migrations_became_one_is_known() -> None:
    before = [["team", "0001_first"], ["team", "0002_api_token"], ["team", "0003_call_once"]]
    older = Manifest("0.1", "", "sqlite", before)

    insist_on_known(older, voice=Voice("en"))
    assert furthest(older) == [("team", "0001_squashed")]
    with pytest.raises(Refused):
        insist_on_known(Manifest("0.1", "", "sqlite", before[:2]), voice=Voice("en"))


@pytest.mark.django_db
def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(dueto: Dueto, home: Path) -> None:
    answer = dueto("doctor", "--json", "--lang", "es")
    said = json.loads(answer.out)
    found = {one["check"]: one for one in said["findings"]}

    assert (answer.code, said["well"]) == (1, False)
    assert {found[name]["level"] for name in ("database", "zones", "disk", "rights")} == {"ok"}
    assert {found[name]["level"] for name in ("web", "collect", "work", "secret")} == {"error"}
    assert {found[name]["level"] for name in ("agreement", "seats", "backup")} == {"warning"}
    assert "dueto work" in found["work"]["cure"]
    assert found["work"]["says"] == "Aquí no responde: el trabajador."


def test_a_copy_is_one_instant_while_others_write(tmp_path: Path) -> None:
    source, target, stop = tmp_path / "busy.db", tmp_path / "copy.db", threading.Event()
    with closing(sqlite3.connect(source)) as database, database:
        database.execute("pragma journal_mode = wal")
        database.execute("create table two (place integer primary key, a integer, filler text)")
        database.executemany("insert into two values (?, 0, ?)", [(n, "x" * 900) for n in range(20_000)])

    def write() -> None:
        with closing(sqlite3.connect(source, isolation_level=None, timeout=20)) as writer:
            round_ = 0
            while not stop.is_set():
                round_ += 1
                writer.execute("begin immediate")
                writer.execute("update two set a = ? where place in (1, 19999)", (round_,))
                writer.execute("commit")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        sqlite.copy(source, target, progress=lambda _done, _total: None)
    finally:
        stop.set()
        thread.join()

    with closing(sqlite3.connect(target)) as copied:
        first, last = (a for (a,) in copied.execute("select a from two where place in (1, 19999) order by place"))
        assert first == last
        assert copied.execute("select count(*) from two").fetchone() == (20_000,)
    assert sqlite.faults(target) == []
    assert target.stat().st_mode & 0o077 == 0


def test_an_archive_that_names_other_files_is_unusable(tmp_path: Path) -> None:
    content, file = tmp_path / "content", tmp_path / "one.dueto.tar.gz"
    content.mkdir()
    (content / "dueto.db").write_text("a database")
    manifest = pack(content, file, Manifest("1", "", "sqlite", []), progress=lambda _done, _total: None)
    forged = Manifest("1", "", "sqlite", [], files={**manifest.files, "dueto.db": {"size": 10, "sha256": "0" * 64}})

    with pytest.raises(Unusable):
        unpack(file, tmp_path / "out", forged, progress=lambda _done, _total: None)
    with pytest.raises(Unusable):
        unpack(file, tmp_path / "out2", Manifest("1", "", "sqlite", []), progress=lambda _done, _total: None)
    (tmp_path / "no.tar.gz").write_text("no archive")
    with pytest.raises(Unusable):
        manifest_of(tmp_path / "no.tar.gz")
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as other:
        other.add(content / "dueto.db", "dueto.db")
    with pytest.raises(Unusable):
        manifest_of(tmp_path / "other.tar.gz")


def test_old_backups_go_and_nothing_else(tmp_path: Path) -> None:
    for day in (1, 10, 25):
        named(tmp_path, AT.replace(month=5, day=day)).touch()
    (tmp_path / "dueto-mine.dueto.tar.gz").touch()
    (tmp_path / "erasures.jsonl").touch()

    assert expire(tmp_path, days=35, at=AT) == 2
    assert len(list(tmp_path.iterdir())) == 3


def test_the_ledger_keeps_each_person_once_and_survives_a_torn_line(tmp_path: Path) -> None:
    file, entry = tmp_path / "new" / "erasures.jsonl", Entry(7, AT, AT)

    assert add(file, [entry, entry]) == 1
    with file.open("a") as lines:
        lines.write('{"person": 8, "cre')
    assert read(file) == [entry]
    assert file.stat().st_mode & 0o077 == 0


HOLDING = """
import sys, time
from pathlib import Path
from dueto.adapters.running import hold
hold(Path(sys.argv[1]), "work")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def at_work(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a process that runs from the home as the worker."""
    command = [sys.executable, "-c", HOLDING, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_whether_it_runs_is_told_by_the_home_and_by_no_port(
    dueto: Dueto, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_work: subprocess.Popen[str]
) -> None:
    here = dueto("restore", "--replace", _packed(tmp_path, []))
    monkeypatch.setenv("DUETO_HOME", str(tmp_path / "other"))
    with nobody_starts() as running:
        assert running == ()
    monkeypatch.setenv("DUETO_HOME", str(home))
    at_work.kill()
    at_work.wait()

    assert here.code == 1
    assert f"running from {home} (work)" in here.err
    with nobody_starts() as running:
        assert running == ()


def test_several_may_run_as_the_same_and_none_starts_during_a_restore(
    home: Path, at_work: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dueto.adapters.running.PATIENCE", 0.1)
    os.close(hold(home, "work"))

    with nobody_starts() as running, pytest.raises(Kept):
        hold(home, "web")
    os.close(hold(home, "web"))

    assert running == ("work",)


def _no_locks(_file: int, _how: int) -> None:
    raise OSError(errno.ENOLCK, "no locks here")


@pytest.mark.parametrize("can_lock", [True, False])
def test_ports_are_asked_only_where_no_lock_can_be_had(
    home: Path, monkeypatch: pytest.MonkeyPatch, can_lock: bool
) -> None:
    monkeypatch.setattr("dueto.cli.backup.running.answers", lambda name: name == "web")
    if not can_lock:
        for name in ("web", "work"):
            os.close(hold(home, name))
        monkeypatch.setattr("fcntl.flock", _no_locks)

    with nobody_starts() as running:
        assert running == (() if can_lock else ("web",))
    assert runs("web") is not can_lock
    assert not runs("work")


@pytest.mark.django_db
def test_backups_outside_the_home_learn_who_is_forgotten_later(
    home: Path, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.HOME, settings.BACKUPS = home, str(home / "backups")
    disk, unplugged, later = tmp_path / "disk", tmp_path / "unplugged", Entry(7, AT, AT)
    for folder in (disk, unplugged, home / "backups"):
        folder.mkdir()
        _complete_ledgers(folder, voice=Voice("en"))
        _complete_ledgers(folder, voice=Voice("en"))
    assert elsewhere(home) == [disk, unplugged]
    assert capsys.readouterr().err == ""

    unplugged.rmdir()
    write_down([later])
    assert read(home / "backups" / "erasures.jsonl") == read(disk / "erasures.jsonl") == [later]
    assert not unplugged.exists()

    Erasure.objects.create(person_id=7, person_created_at=AT, erased_at=AT, why="asked")
    _complete_ledgers(home / "backups", voice=Voice("en"))
    said = capsys.readouterr().err
    assert f"{unplugged} cannot be reached" in said
    assert str(home / ELSEWHERE) in said
    unplugged.mkdir()
    _complete_ledgers(home / "backups", voice=Voice("en"))
    assert read(unplugged / "erasures.jsonl") == [later]


def test_a_restore_says_until_when_it_knew_who_was_forgotten(home: Path) -> None:
    said = [Voice("en")(one) for one in _reach([Entry(7, AT, AT), Entry(8, AT, AT.replace(month=1))], has_own=False)]

    assert "2026-06-16T14:30:00+00:00" in said[0]
    assert "--erasures" in said[1]
    assert [Voice("en")(one)[:9] for one in _reach([], has_own=True)] == ["No ledger"]
    assert not _has_ledger(replace=True)
    add(home / "backups" / "erasures.jsonl", [Entry(7, AT, AT)])
    assert _has_ledger(replace=False)
