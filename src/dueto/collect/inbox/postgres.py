"""The inbox as a table in PostgreSQL, without indexes, for doors on more than one machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import psycopg

from dueto.collect.inbox.rows import COLUMNS, Hit, Unavailable

# Any number that nobody else in the database uses for an advisory lock.
ONE_AT_A_TIME = 7_380_436_521
TYPES = dict.fromkeys(COLUMNS, "text") | {"received_at": "bigint", "ago": "bigint", "consent": "boolean"}
NEEDED = {"received_at", "ago", "visitor", "kind", "url", "origin_key"}
COLUMN = {name: f"{name} {TYPES[name]}{' not null' if name in NEEDED else ''}" for name in COLUMNS}
TABLE = f"""
create table if not exists hit (id bigint generated always as identity, {", ".join(map(COLUMN.__getitem__, COLUMNS))});
create table if not exists pulse (beats bigint not null);
insert into pulse select 0 where not exists (select from pulse)
"""  # noqa: S608 - only our own names
LOCK = f"select pg_advisory_xact_lock({ONE_AT_A_TIME})"
NAMES = ", ".join(COLUMNS)
SHAPE = ", ".join(f"{name} {TYPES[name]}" for name in COLUMNS)
INSERT = f"insert into hit ({NAMES}) select {NAMES} from json_to_recordset(%s::json) as sent({SHAPE})"  # noqa: S608 - ours
READ = f"select id, {NAMES} from hit where id > %s order by id limit %s"  # noqa: S608 - only our own names
FORGET = "delete from hit where ctid = any (array(select ctid from hit where id <= %s limit %s))"
# A door that hangs, or whose cable was cut, must not keep the others waiting for the lock.
LIMITS = (
    "-c synchronous_commit=on -c lock_timeout=2s -c statement_timeout=10s -c idle_in_transaction_session_timeout=10s"
)


class PostgresInbox:
    """One connection. All doors commit one after the other, so that ids are seen in the order they were given in."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection: psycopg.Connection[Any] | None = None

    def append(self, hits: Sequence[Hit]) -> None:
        """Write the hits durably, all or none; the lock is held from the first id given until all can be seen."""
        sent = msgspec.json.encode([dict(zip(COLUMNS, hit[1:], strict=True)) for hit in hits]).decode()
        with self._connected() as connection, connection.pipeline(), connection.transaction():
            connection.execute(LOCK)
            connection.execute(INSERT, (sent,))

    def check(self) -> None:
        """Write something durably."""
        with self._connected() as connection:
            connection.execute("update pulse set beats = beats + 1")

    def read_after(self, last_id: int, limit: int) -> list[Hit]:
        """Return the next hits after `last_id`."""
        with self._connected() as connection:
            return [Hit._make(row) for row in connection.execute(READ, (last_id, limit))]

    def forget_until(self, last_id: int, limit: int) -> int:
        """Delete up to `limit` of the hits up to `last_id`."""
        with self._connected() as connection:
            return connection.execute(FORGET, (last_id, limit)).rowcount

    def newest_id(self) -> int:
        """Return the last id that was given."""
        with self._connected() as connection:
            row = connection.execute(
                "select pg_sequence_last_value(pg_get_serial_sequence('hit', 'id')::regclass)"
            ).fetchone()
            return int(row[0] or 0) if row else 0

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        """Give the connection; after any failure it is thrown away, and the server undoes whatever was half done."""
        try:
            if self._connection is None:
                self._connection = _open(self.address)
            yield self._connection
        except psycopg.Error as error:
            self.close()
            raise Unavailable(_reason(error), str(error).splitlines()[0]) from error


def _open(address: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(
        address,
        autocommit=True,
        options=LIMITS,
        application_name="dueto inbox",
        connect_timeout=2,
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
        tcp_user_timeout=5000,
    )
    if connection.execute("select to_regclass('pulse')").fetchone() == (None,):
        with connection.transaction():
            connection.execute(LOCK)
            connection.execute(TABLE)
    return connection


def _reason(error: psycopg.Error) -> str:
    if isinstance(error, psycopg.errors.DiskFull):
        return "full"
    if isinstance(error, psycopg.errors.LockNotAvailable | psycopg.errors.QueryCanceled):
        return "locked"
    if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
        return "readonly"
    return "away"
