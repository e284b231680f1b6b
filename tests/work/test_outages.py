"""The database is away, locked or full: an answer that says so, nothing half done, and everything goes on by itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import absent
from tests.migrated import place_on
from tests.postgres import Cluster
from tests.thread import ROCIO
from tests.work.running import TOKEN, TRAP, Running, ask
from tests.work.test_kills import count

pytestmark = [pytest.mark.enable_socket]


def handed_over(running: Running, *, mail: str, company: str) -> bool:
    """Return whether somebody who asks to talk ends up in a hand-off, within a while."""
    assert running.fill("hablar-con-ventas", {**ROCIO, "email": mail, "company": company, "phone": ""})
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = count(running)
        if mail in found["leads"] and len(found["leads"]) == found["handoffs"]:
            return True
        time.sleep(0.5)
    return False


def test_postgresql_is_restarted(tmp_path: Path, postgres: Cluster) -> None:
    with Running(tmp_path, {"DUETO_DATABASE": place_on(postgres)}) as running:
        assert handed_over(running, mail="antes@uno.example", company="Uno")

        postgres.stop()
        try:
            assert running.hit("/mientras", visitor="v"), "the fast door needs no PostgreSQL here"
            assert ask(running.web, "GET", "/f/hablar-con-ventas/")[0] == 503
            assert ask(running.web, "GET", "/health/ready")[0] == 503
        finally:
            postgres.start()

        assert handed_over(running, mail="despues@dos.example", company="Dos")
        assert "/mientras" in count(running)["paths"]


def test_somebody_holds_the_database_locked(tmp_path: Path) -> None:
    with Running(tmp_path, {"DUETO_DATABASE": "", "DUETO_DATABASE_PATIENCE": "1"}) as running:
        lock = sqlite3.connect(tmp_path / "dueto.db", isolation_level=None)
        lock.execute("begin immediate")
        status = _sent(running)
        lock.execute("rollback")
        lock.close()

        assert status == 503
        assert handed_over(running, mail="despues@dos.example", company="Dos")


def test_the_disk_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path) as home, Running(home, {"DUETO_DATABASE": ""}) as running:
        filler = home / "filler"
        _fill_up(filler)
        refused = [running.hit("/llena", visitor="v") for _ in range(3)]
        status = _sent(running)
        filler.unlink()

        assert not any(refused)
        assert status == 503
        assert handed_over(running, mail="despues@dos.example", company="Dos")
        assert "/llena" not in count(running)["paths"]


def _sent(running: Running) -> int:
    """Return what the form answers when it is sent once."""
    _, page = ask(running.web, "GET", "/f/hablar-con-ventas/")
    token = TOKEN.search(page)
    assert token
    time.sleep(TRAP)
    values = {**ROCIO, "email": "mientras@uno.example", "token": token[1], "consent_given": "1"}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return ask(running.web, "POST", "/f/hablar-con-ventas/", urlencode(values), kind)[0]


def _fill_up(file: Path) -> None:
    with file.open("wb", buffering=0) as filler:
        for size in (1 << 20, 1 << 12, 1 << 8):
            try:
                while True:
                    filler.write(b"x" * size)
            except OSError:
                continue


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Yield a disk of 24 MB of its own, or skip loudly: only root may mount one."""
    disk = folder / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        absent("the right to mount a small disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "dueto-test", str(disk)], capture_output=True)
    if mounted.returncode:
        absent("the right to mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
