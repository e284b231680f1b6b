"""Many rows in one statement, without a model for each: for the few places where thousands come a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, models

GAPS = 30_000
"""So many values go into one statement: SQLite takes 32,766, PostgreSQL 65,535."""


def append(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, new: bool = True) -> None:
    """Insert rows of `model`; `names` are the attributes that the values are of, every column but the id among them.

    Unless all are `new`, one that stands in the way of another is left as it is.
    """
    gaps = ", ".join(["%s"] * len(names))
    execute_many(f"{_into(model, names)} ({gaps}){'' if new else ' ON CONFLICT DO NOTHING'}", rows)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    """Insert rows as `append` does and return the ids that they got, in their order."""
    instant, ids, all_rows = instants(), list[int](), list(rows)
    gaps = f"({', '.join(['%s'] * len(names))})"
    key = connection.ops.quote_name(str(model._meta.pk.column)) if model._meta.pk else "id"
    some = GAPS // len(names)
    with connection.cursor() as cursor:
        for start in range(0, len(all_rows), some):
            part = all_rows[start : start + some]
            values = [instant(value) if isinstance(value, datetime) else value for value in chain.from_iterable(part)]
            cursor.execute(f"{_into(model, names)} {', '.join([gaps] * len(part))} RETURNING {key}", values)
            ids += [pk for (pk,) in cursor.fetchall()]
    return ids


def execute_many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Execute a statement of ours for each row; instants are written as the database keeps them."""
    instant = instants()
    adapted = [tuple(instant(value) if isinstance(value, datetime) else value for value in row) for row in rows]
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def instants() -> Callable[[datetime], Any]:
    """Return the function that writes an instant as the database keeps it; one that it wrote is not written again."""
    adapt, kept = connection.ops.adapt_datetimefield_value, dict[datetime, Any]()

    def adapted(instant: datetime) -> Any:
        known = kept.get(instant)
        if known is None:
            known = kept[instant] = adapt(instant)
        return known

    return adapted


def _into(model: type[models.Model], names: Sequence[str]) -> str:
    fields = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)  # type: ignore[union-attr]
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES"
