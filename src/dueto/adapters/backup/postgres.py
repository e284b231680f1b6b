"""A PostgreSQL database as one file a table, by COPY: no program of the server is needed, of whatever version it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from psycopg import Connection, connect, errors, sql

PIECE: Final = 1_000_000
Progress = Callable[[int, int], None]
SEQUENCES: Final = """
select t.relname || '.' || a.attname, pg_sequence_last_value(s.oid)
from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
join pg_namespace n on n.oid = t.relnamespace
where s.relkind = 'S' and n.nspname = current_schema()
"""


def rewrite(address: str, table: str) -> bool:
    """Return whether a table of the database at an address was written anew; not if somebody kept it busy."""
    with connect(address, autocommit=True) as connection:
        connection.execute("set lock_timeout = '2s'")
        try:
            if connection.execute("select to_regclass(%s)", [table]).fetchone() != (None,):
                connection.execute(sql.SQL("vacuum (full) {}").format(sql.Identifier(table)))
        except errors.LockNotAvailable:
            return False
    return True


def tables(connection: Connection[Any]) -> list[str]:
    """Return the tables of the schema that is written to."""
    rows = connection.execute("select tablename from pg_tables where schemaname = current_schema() order by 1")
    return [str(name) for (name,) in rows.fetchall()]


def columns(connection: Connection[Any]) -> dict[str, list[str]]:
    """Return the columns of each table that are written, in their order."""
    rows = connection.execute(
        "select table_name, column_name from information_schema.columns where table_schema = current_schema()"
        " and is_generated = 'NEVER' order by table_name, ordinal_position"
    ).fetchall()
    here = set(tables(connection))
    found: dict[str, list[str]] = {}
    for table, column in rows:
        if table in here:
            found.setdefault(table, []).append(column)
    return found


def sequences(connection: Connection[Any]) -> dict[str, int]:
    """Return by `table.column` the last number that was given: none is ever given again."""
    return {name: int(last) for name, last in connection.execute(SEQUENCES).fetchall() if last is not None}


def copy_out(
    connection: Connection[Any], folder: Path, named: Mapping[str, Sequence[str]], *, progress: Progress
) -> None:
    """Write every table into a file. In one snapshot of the caller's, writers go on meanwhile and are not seen."""
    for number, (table, names) in enumerate(named.items()):
        path = folder / f"{table}.copy"
        with path.open("wb") as file, connection.cursor().copy(_copy(table, names, "to stdout")) as rows:
            for piece in rows:
                file.write(piece)
        path.chmod(0o600)
        progress(number + 1, len(named))


def copy_in(
    connection: Connection[Any],
    folder: Path,
    named: Mapping[str, Sequence[str]],
    last: Mapping[str, int],
    *,
    progress: Progress,
) -> None:
    """Fill these tables, emptied first, inside the caller's transaction; links are checked at the end."""
    empty = sql.SQL("truncate {} cascade").format(sql.SQL(", ").join(map(sql.Identifier, named)))
    connection.execute(empty)
    connection.execute("set constraints all deferred")
    for number, (table, names) in enumerate(named.items()):
        with (
            (folder / f"{table}.copy").open("rb") as file,
            connection.cursor().copy(_copy(table, names, "from stdin")) as rows,
        ):
            while piece := file.read(PIECE):
                rows.write(piece)
        progress(number + 1, len(named))
    for place, number in last.items():
        table, _, column = place.rpartition(".")
        connection.execute("select setval(pg_get_serial_sequence(%s, %s), %s)", (f'"{table}"', column, number))
    connection.execute("set constraints all immediate")


def drop_all(connection: Connection[Any]) -> None:
    """Drop every table of the schema, inside the caller's transaction."""
    for table in tables(connection):
        connection.execute(sql.SQL("drop table {} cascade").format(sql.Identifier(table)))


def _copy(table: str, names: Sequence[str], where: str) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    return sql.SQL("copy {} ({}) " + where).format(sql.Identifier(table), listed)
