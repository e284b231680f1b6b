"""The inbox as a SQLite file of its own."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path

from dueto.collect.inbox.rows import COLUMNS, Hit, Unavailable

PATIENCE = 2.0
PIECE = 64
"""Hits in one statement; each length is prepared once and remembered."""
# Autoincrement, because the table is often empty and an id that was forgotten must never be given again.
TABLES = """
create table if not exists hit (
  id integer primary key autoincrement,
  received_at integer not null, ago integer not null, visitor text not null, kind text not null, url text not null,
  referrer text, item text, language text, screen text, agent text, origin_key text not null, consent integer,
  extra text
);
create table if not exists pulse (id integer primary key check (id = 1), beats integer not null);
insert or ignore into pulse values (1, 0);
"""
FORGET = "delete from hit where id in (select id from hit where id <= ? order by id limit ?)"
REASONS = {sqlite3.SQLITE_FULL: "full", sqlite3.SQLITE_BUSY: "locked", sqlite3.SQLITE_READONLY: "readonly"}


class SqliteInbox:
    """One file, one writer at a time; a commit is on the disk when it returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None

    def append(self, hits: Sequence[Hit]) -> None:
        """Write the hits durably, all or none; a few are one statement, and so a transaction without more ado."""
        pieces = [hits[start : start + PIECE] for start in range(0, len(hits), PIECE)]
        with self._writing() if len(pieces) > 1 else self._connected() as connection:
            for piece in pieces:
                connection.execute(_insert(len(piece)), tuple(chain.from_iterable(hit[1:] for hit in piece)))

    def check(self) -> None:
        """Write something durably."""
        with self._writing() as connection:
            connection.execute("update pulse set beats = beats + 1")

    def read_after(self, last_id: int, limit: int) -> list[Hit]:
        """Return the next hits after `last_id`, in the order of their commits: there is one writer at a time."""
        with self._connected() as connection:
            rows = connection.execute("select * from hit where id > ? order by id limit ?", (last_id, limit))
            return [
                hit if hit.consent is None else hit._replace(consent=bool(hit.consent)) for hit in map(Hit._make, rows)
            ]

    def forget_until(self, last_id: int, limit: int) -> int:
        """Delete up to `limit` of the hits up to `last_id`, and what they said from the file as well."""
        with self._writing() as connection:
            return connection.execute(FORGET, (last_id, limit)).rowcount

    def newest_id(self) -> int:
        """Return the last id that was given."""
        with self._connected() as connection:
            row = connection.execute("select seq from sqlite_sequence where name = 'hit'").fetchone()
            return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; after any failure it is thrown away, and with it whatever was half done."""
        try:
            if self._connection is None:
                self._connection = _open(self.path)
            yield self._connection
        except (sqlite3.Error, OSError) as error:
            self.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            raise Unavailable(REASONS.get(code, "broken"), f"{self.path.name}: {error}") from error


def _open(path: Path) -> sqlite3.Connection:
    """Return a connection. Of two who make a new file at once one is told that it is locked, and tries again."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _prepared(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, cached_statements=2 * PIECE)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        if not connection.execute("select 1 from sqlite_master where name = 'pulse'").fetchone():
            connection.executescript(f"begin immediate; {TABLES} commit;")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@cache
def _insert(rows: int) -> str:
    """Return one statement for many rows: the interpreter's lock is let go once, not once a row."""
    places = f"({', '.join('?' * len(COLUMNS))})"
    return f"insert into hit ({', '.join(COLUMNS)}) values {', '.join([places] * rows)}"  # noqa: S608 - only our own names
