"""Many rows in one statement, without a model for each: for the few places where thousands come a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models


def append(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of `model`; `names` are the attributes that the values are of, every column but the id among them."""
    fields = [model._meta.get_field(name.removesuffix("_id")) for name in names]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)  # type: ignore[union-attr]
    table = connection.ops.quote_name(model._meta.db_table)
    execute_many(f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(fields))})", rows)  # noqa: S608


def execute_many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Execute a statement of ours for each row; instants are written as the database keeps them."""
    instant = _adapted()
    adapted = [tuple(instant(value) if isinstance(value, datetime) else value for value in row) for row in rows]
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def _adapted() -> Callable[[datetime], Any]:
    adapt, kept = connection.ops.adapt_datetimefield_value, dict[datetime, Any]()

    def adapted(instant: datetime) -> Any:
        known = kept.get(instant)
        if known is None:
            known = kept[instant] = adapt(instant)
        return known

    return adapted
