"""An empty database that every migration has run on: made once, and copied wherever a test wants one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import django
import pytest

import dueto
from tests.postgres import Cluster

MIGRATIONS = sorted(Path(dueto.__file__).parent.glob("apps/*/migrations/*.py"))
MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # as Django names it
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
if connection.vendor == "sqlite": connection.cursor().execute("pragma journal_mode = delete")
"""
READY = "dueto_migrated"
"""The database on a cluster that others are copied from."""


def place(home: Path) -> None:
    """Put a migrated SQLite database into a home that has none."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_made("db", _sqlite), home / "dueto.db")


def place_on(cluster: Cluster) -> str:
    """Return the address of a new, migrated database on PostgreSQL."""
    make_ready(cluster)
    return cluster.database(template=READY)


def make_ready(cluster: Cluster) -> None:
    """Make the database that others are copied from, if a cluster has none."""
    if not cluster.has(READY):
        cluster.run_sql(_made("sql", lambda home: _dumped(cluster, home)), into=cluster.database(READY))


def _made(kind: str, make: Callable[[Path], Path]) -> Path:
    """Return the file of these migrations, made once for all processes and all runs."""
    known = hashlib.sha256(django.__version__.encode())
    for path in MIGRATIONS:
        known.update(path.name.encode() + path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"dueto-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{known.hexdigest()[:20]}.{kind}"
    with (folder / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=folder) as home:
                make(Path(home)).rename(made)
    return made


def _sqlite(home: Path) -> Path:
    _migrate(home, database="")
    return home / "dueto.db"


def _dumped(cluster: Cluster, home: Path) -> Path:
    address = cluster.database()
    _migrate(home, database=address)
    return cluster.dump(address, home / "dump.sql")


def _migrate(home: Path, *, database: str) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DUETO_")}
    environment = {
        **bare, "DUETO_HOME": str(home), "DUETO_DATABASE": database, "DUETO_SECRET_KEY": "k" * 50,
        "DJANGO_SETTINGS_MODULE": "dueto.config.settings",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", MIGRATE], env=environment, check=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Fill the database in memory of this test process before Django migrates it: nothing is left to do."""
    from django.conf import settings  # noqa: PLC0415

    if not settings.IS_SQLITE:
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = READY
        yield
        return
    with (
        closing(sqlite3.connect(MEMORY, uri=True)) as memory,
        closing(sqlite3.connect(_made("db", _sqlite))) as made,
    ):
        made.backup(memory)
        yield
