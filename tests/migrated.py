"""An empty SQLite database that every migration has run on: made once, and copied wherever a test wants one."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
import pytest

import dueto

MIGRATIONS = sorted(Path(dueto.__file__).parent.glob("apps/*/migrations/*.py"))
MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # as Django names it
MIGRATE = """
import django, sys; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
connection.cursor().execute("pragma journal_mode = delete")
"""


def migrated() -> Path:
    """Return the file, which a change of any migration makes again."""
    known = hashlib.sha256(django.__version__.encode())
    for path in MIGRATIONS:
        known.update(path.name.encode() + path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"dueto-migrated-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{known.hexdigest()[:20]}.db"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            home = Path(tempfile.mkdtemp(dir=folder))
            subprocess.run([sys.executable, "-c", MIGRATE], env=_environment(home), check=True)
            (home / "dueto.db").rename(made)
            shutil.rmtree(home)
    return made


def place(home: Path) -> None:
    """Put a copy into a home that has no database, where it will be on SQLite."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(migrated(), home / "dueto.db")


def _environment(home: Path) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DUETO_")}
    return {
        **bare, "DUETO_HOME": str(home), "DUETO_SECRET_KEY": "k" * 50, "DJANGO_SETTINGS_MODULE": "dueto.config.settings"
    }  # fmt: skip


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Fill the database in memory of this test process before Django migrates it: nothing is left to do."""
    from django.conf import settings  # noqa: PLC0415

    if not settings.IS_SQLITE:
        yield
        return
    with (
        closing(sqlite3.connect(MEMORY, uri=True)) as memory,
        closing(sqlite3.connect(migrated())) as made,
    ):
        made.backup(memory)
        yield
