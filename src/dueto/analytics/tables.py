"""The three tables that analytics reads, and the engine that runs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import ibis
import ibis.expr.types as ir

from dueto.analytics.bounds import MEMORY, THREADS


@dataclass(frozen=True, slots=True)
class Tables:
    """The history of everybody.

    `identities`: identity_id, person_id. `facts`: fact_id, identity_id, field, value (folded; empty or NULL
    withdraws), occurred_at, known_at. `activities`: activity_id, identity_id, kind, class, occurred_at, known_at, and
    one column of folded text for each attribute (`item`, `path`, `status`, …; the attribute `kind` is the column
    `event_kind`). Times are UTC without a zone. An attribute without a column is unknown.
    """

    identities: ir.Table
    facts: ir.Table
    activities: ir.Table


def stored(instant: datetime) -> datetime:
    """Return an instant of any zone as the tables hold it: UTC without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None)


def engine(*, memory: str = MEMORY, threads: int = THREADS, spill: Path | None = None) -> ibis.BaseBackend:
    """Return a DuckDB engine of its own, bounded in memory and threads; what does not fit goes to `spill`."""
    connection = ibis.duckdb.connect(threads=threads, memory_limit=memory, preserve_insertion_order=False)
    if spill is not None:
        connection.raw_sql(f"set temp_directory = '{str(spill).replace(chr(39), chr(39) * 2)}'")
    return connection


def read_tables(folder: Path, *, on: ibis.BaseBackend) -> Tables:
    """Return the tables in `folder`: identities.parquet, facts.parquet, activities.parquet."""
    return Tables(
        identities=on.read_parquet(folder / "identities.parquet"),
        facts=on.read_parquet(folder / "facts.parquet"),
        activities=on.read_parquet(folder / "activities.parquet"),
    )
