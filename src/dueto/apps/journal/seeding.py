"""Many rows written down at once, as history: for the demo and the tests. Every decision of today has its action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

from dueto.apps.journal.models import Entry

ROWS_AT_ONCE = 5_000
PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)


def write_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the rows written, in their order; in transactions of a bounded size.

    The ids are given here, so nobody else may write this table meanwhile: call `free` when all is written.
    """
    columns = model._meta.concrete_fields
    made = isinstance(model._meta.pk, models.AutoField)
    start = _last_id(model) + 1 if made else 0
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in columns)
    into = f"{connection.ops.quote_name(model._meta.db_table)} ({names})"
    ids: list[int] = []
    told = _told(model, rows, start=start, ids=ids, made=made)
    while batch := list(islice(told, ROWS_AT_ONCE)):
        with transaction.atomic():
            _write(into, batch)
    return ids


def _write(into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows into the columns of a table: by COPY where the database has it, which takes them much faster."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            gaps = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {into} VALUES ({gaps})", rows)  # noqa: S608  names of our own tables


def free(*tables: type[models.Model]) -> None:
    """Let the database give the ids of these tables again."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def write_entries(entries: Iterable[Mapping[str, Any]]) -> None:
    """Write down decisions of the past, in the order in which they were taken."""
    write_rows(Entry, sorted(entries, key=lambda entry: entry["happened_at"]))
    free(Entry)


def _last_id(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0)


def _told(
    model: type[models.Model], rows: Iterable[Mapping[str, Any]], *, start: int, ids: list[int], made: bool
) -> Iterator[tuple[Any, ...]]:
    """Yield each row as the database takes it; what is not told is as the model has it by itself."""
    columns = model._meta.concrete_fields
    names = [(column.attname, column.get_default()) for column in columns]
    prepared = [(place, prepare) for place, column in enumerate(columns) if (prepare := _prepared(column))]
    pk = next(place for place, column in enumerate(columns) if column.primary_key)
    for number, row in enumerate(rows, start):
        tell = row.get
        values = [tell(name, default) for name, default in names]
        if made:
            values[pk] = number
        ids.append(values[pk])
        for place, prepare in prepared:
            if values[place] is not None:
                values[place] = prepare(values[place])
        yield tuple(values)


def _prepared(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(column, PLAIN):
        return None
    if isinstance(column, models.DateTimeField):
        return lru_cache(maxsize=8_192)(connection.ops.adapt_datetimefield_value)
    return lambda value: column.get_db_prep_save(value, connection)
