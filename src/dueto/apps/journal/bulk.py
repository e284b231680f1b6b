"""Many rows in one statement, without a model for each: for the few places where thousands come a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, models

GAPS, AT_ONCE = 30_000, 1_000
"""So many values go into one statement: SQLite takes 32,766, PostgreSQL 65,535."""


def append(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, new: bool = True) -> None:
    """Insert rows of `model`; `names` are the attributes that the values are of, every column but the id among them.

    Unless all are `new`, one that stands in the way of another is left as it is.
    """
    adapted = _adapted(model, names, rows)
    if adapted:
        with connection.cursor() as cursor:
            gaps = ", ".join(["%s"] * len(names))
            cursor.executemany(f"{_into(model, names)} ({gaps}){_unless(new)}", adapted)


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, new: bool = True
) -> list[int]:
    """Insert rows as `append` does and return the ids that they got, in their order."""
    ids, all_rows = list[int](), _adapted(model, names, rows)
    gaps = f"({', '.join(['%s'] * len(names))})"
    some = GAPS // len(names)
    with connection.cursor() as cursor:
        for start in range(0, len(all_rows), some):
            part = all_rows[start : start + some]
            cursor.execute(
                f"{_into(model, names)} {', '.join([gaps] * len(part))}{_unless(new)} RETURNING {_column(model, 'pk')}",
                list(chain.from_iterable(part)),
            )
            ids += [pk for (pk,) in cursor.fetchall()]
    return ids


def execute_many(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Execute a statement of ours for each row; instants are written as the database keeps them."""
    instant = instants()
    adapted = [tuple(instant(value) if isinstance(value, datetime) else value for value in row) for row in rows]
    if adapted:
        with connection.cursor() as cursor:
            cursor.executemany(statement, adapted)


def delete(model: type[models.Model], name: str, ids: Iterable[int]) -> None:
    """Delete the rows of `model` whose attribute `name` is one of `ids`; nothing that hangs on them goes with them."""
    with connection.cursor() as cursor:
        for some, gaps in _some(ids):
            cursor.execute(f"DELETE FROM {_table(model)} WHERE {_column(model, name)} IN ({gaps})", some)  # noqa: S608


def named(model: type[models.Model], name: str, ids: Iterable[int]) -> set[int]:
    """Return which of `ids` stand in the attribute `name` of a row of `model`."""
    found: set[int] = set()
    column = _column(model, name)
    with connection.cursor() as cursor:
        for some, gaps in _some(ids):
            cursor.execute(f"SELECT DISTINCT {column} FROM {_table(model)} WHERE {column} IN ({gaps})", some)  # noqa: S608
            found |= {pk for (pk,) in cursor.fetchall()}
    return found


def instants() -> Callable[[datetime], Any]:
    """Return the function that writes an instant as the database keeps it; one that it wrote is not written again."""
    adapt, kept = connection.ops.adapt_datetimefield_value, dict[datetime, Any]()

    def adapted(instant: datetime) -> Any:
        known = kept.get(instant)
        if known is None:
            known = kept[instant] = adapt(instant)
        return known

    return adapted


def _adapted(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Return the rows with their instants as the database keeps them."""
    places = [place for place, name in enumerate(names) if isinstance(_field(model, name), models.DateTimeField)]
    if not places:
        return list(rows)
    instant, adapted = instants(), list[Sequence[Any]]()
    for row in rows:
        values = list(row)
        for place in places:
            if isinstance(values[place], datetime):
                values[place] = instant(values[place])
        adapted.append(values)
    return adapted


def _unless(new: bool) -> str:
    return "" if new else " ON CONFLICT DO NOTHING"


def _into(model: type[models.Model], names: Sequence[str]) -> str:
    return f"INSERT INTO {_table(model)} ({', '.join(_column(model, name) for name in names)}) VALUES"


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    if name == "pk":
        assert model._meta.pk is not None
        return connection.ops.quote_name(str(model._meta.pk.column))
    return connection.ops.quote_name(str(_field(model, name).column))


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name.removesuffix("_id"))


def _some(ids: Iterable[int]) -> Iterator[tuple[list[int], str]]:
    all_ids = list(ids)
    for start in range(0, len(all_ids), AT_ONCE):
        some = all_ids[start : start + AT_ONCE]
        yield some, ", ".join(["%s"] * len(some))
