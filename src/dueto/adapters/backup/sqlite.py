"""A SQLite database as files: copied while others write, looked over, and cleaned of what was deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PIECE = 2_000
"""Pages copied in one step."""
PATIENCE = 5.0


def copy(source: Path, target: Path, *, progress: Callable[[int, int], None]) -> None:
    """Copy a database as it stands at this instant; writers go on meanwhile and are not seen.

    One read transaction is held while pages are copied, so that nothing begins anew when somebody writes.
    """
    with closing(_opened(source)) as database, closing(sqlite3.connect(target)) as made:
        database.execute("begin")
        database.execute("select count(*) from sqlite_master").fetchone()
        database.backup(made, pages=PIECE, progress=lambda _status, left, total: progress(total - left, total))
        database.execute("rollback")
    target.chmod(0o600)


def faults(file: Path) -> list[str]:
    """Return what is wrong with the database itself; nothing if it is whole."""
    with closing(_opened(file)) as database:
        said = [str(row[0]) for row in database.execute("pragma quick_check(5)")]
    return [] if said == ["ok"] else said


def scrub(file: Path, *, whole: bool = True) -> bool:
    """Return whether nothing that was deleted can be read any more, in the file or in its log.

    `whole` writes the database anew, in which nobody else may write; without it only the log is emptied.
    """
    with closing(_opened(file)) as database:
        database.execute("pragma secure_delete = on")
        if whole:
            for (name,) in database.execute("select name from sqlite_master where sql like '%using fts5%'").fetchall():
                database.execute(f'insert into "{name}"("{name}") values (\'optimize\')')  # noqa: S608 - our own tables
            database.execute("vacuum")
        busy, _, _ = database.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
