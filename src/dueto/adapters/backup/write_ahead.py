"""PostgreSQL's write-ahead log after something was deleted: how long it may still hold it, and emptying it.

A segment of the log that is no longer needed is given a new name and written over later, with what stood in it still to
be read until then. So a checkpoint alone empties nothing: the log has to move on over every such file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from psycopg import Connection

MOST: Final = 160
"""Segments, of 16 MB as a rule, that are written over at once; more are left to the server."""
POSITION: Final = "select pg_current_wal_insert_lsn()::text"
RIGHTS: Final = """
select has_function_privilege('pg_switch_wal()', 'execute') and has_function_privilege('pg_ls_waldir()', 'execute')
and exists (select from pg_roles where rolname = 'pg_checkpoint' and pg_has_role(oid, 'usage'))
"""
SEGMENTS: Final = "pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'"
AHEAD: Final = f"select count(*) from {SEGMENTS} and name > pg_walfile_name(pg_current_wal_insert_lsn())"  # noqa: S608
BEHIND: Final = f"select count(*) from {SEGMENTS} and name <= pg_walfile_name(%s::pg_lsn)"  # noqa: S608 - our own words
SPACE: Final = """
select sum(pg_size_bytes(current_setting(name)) * case name when 'max_wal_size' then 2 when 'wal_segment_size' then 2
  else 1 end)::bigint
from pg_settings where name in ('max_wal_size', 'wal_segment_size', 'wal_keep_size')
"""
LEFT: Final = f"select %s::pg_lsn - pg_current_wal_insert_lsn() + ({SPACE})"
SLOT: Final = "select slot_name from pg_replication_slots where restart_lsn <= %s::pg_lsn order by restart_lsn limit 1"


@dataclass(frozen=True, slots=True)
class Held:
    """Octets that the server has to write at most until nothing is left of before a mark; whose slot holds it."""

    octets: int
    slot: str

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return not self.octets and not self.slot


def position(connection: Connection[Any]) -> str:
    """Return the place in the log that is written next."""
    return str(_one(connection, POSITION))


def may_empty(connection: Connection[Any]) -> bool:
    """Return whether this role may empty the log: three rights that a superuser can give to any role."""
    return bool(_one(connection, RIGHTS))


def empty(connection: Connection[Any], mark: str) -> bool:
    """Return whether nothing is left of what stood before a mark, having written over what can be written over.

    A switch fills the rest of a segment with zeros; a checkpoint in the next one lets go of all before it.
    """
    _switch(connection)
    connection.execute("checkpoint")
    ahead = int(_one(connection, AHEAD))
    if ahead > MOST:
        return False
    for _ in range(ahead + 1):
        _switch(connection)
    return not _one(connection, BEHIND, mark)


def held(connection: Connection[Any], mark: str) -> Held:
    """Return how the log stands to a mark, for whoever may not empty it.

    A checkpoint comes after `max_wal_size` at the latest, and what it lets go of lies at most as far ahead again.
    """
    slot = connection.execute(SLOT, [mark]).fetchone()
    return Held(max(0, int(_one(connection, LEFT, mark))), str(slot[0]) if slot else "")


def role(connection: Connection[Any]) -> str:
    """Return who we are to the server."""
    return str(_one(connection, "select current_user"))


def _switch(connection: Connection[Any]) -> None:
    """Go on in the next segment, also from the very beginning of one."""
    connection.execute("select pg_logical_emit_message(true, 'dueto', 'on to the next segment')")
    connection.execute("select pg_switch_wal()")


def _one(connection: Connection[Any], asked: str, *values: str) -> Any:
    row = connection.execute(asked, values or None).fetchone()
    assert row is not None
    return row[0]
