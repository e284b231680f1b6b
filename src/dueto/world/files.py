"""The world as files that people open (CSV) and programs read (Parquet): all of them, or none."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dueto.world.causes import causes_of
from dueto.world.ledger import COLUMNS, NUMBERS, TIMES, Block
from dueto.world.simulation import World

DAYS = frozenset({"earliest", "until"})
Progress = Callable[[int, int], None]


def write_world(world: World, out: Path, *, progress: Progress | None = None) -> tuple[Path, ...]:
    """Return the files written into `out`: each table as CSV and Parquet, and `world.json`.

    They are made beside their place and moved there when all are whole. `progress` is told how many people are
    written, of how many.
    """
    out.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".world-", dir=out))
    try:
        counts = _write_tables(world, workshop, progress)
        told = {**causes_of(world), "counts": counts}
        (workshop / "world.json").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return tuple(made.rename(out / made.name) for made in sorted(workshop.iterdir()))
    finally:
        shutil.rmtree(workshop)


def _write_tables(world: World, folder: Path, progress: Progress | None) -> dict[str, int]:
    counts = dict.fromkeys(COLUMNS, 0)
    with ExitStack() as open_files:
        tables = {name: Files(name, folder, open_files) for name in COLUMNS}
        for block in world.blocks():
            for name, files in tables.items():
                for table in tables_of(block, name):
                    files.write(table)
                    counts[name] += table.num_rows
            if progress is not None:
                progress(counts["people"], max(world.expected, counts["people"]))
    return counts


class Files:
    """One table under way, in both forms."""

    def __init__(self, name: str, folder: Path, open_files: ExitStack) -> None:
        self.schema = schema_of(name)
        text: TextIO = open_files.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
        self.csv = csv.writer(text)
        self.csv.writerow(COLUMNS[name])
        self.parquet = open_files.enter_context(
            pq.ParquetWriter(folder / f"{name}.parquet", self.schema, compression="zstd")
        )

    def write(self, table: pa.Table) -> None:
        """Add the rows of `table` to both files."""
        self.parquet.write_table(table)
        self.csv.writerows(zip(*(_as_text(column) for column in table.columns), strict=True))


def schema_of(name: str) -> pa.Schema:
    """Return the columns of a file with their types: instants without a zone (UTC), days, whole numbers, text."""
    return pa.schema([(column, _type_of(column)) for column in COLUMNS[name]])


def tables_of(block: Block, name: str) -> Iterator[pa.Table]:
    """Yield the rows of one file in `block`."""
    schema = schema_of(name)
    if rows := block.rows[name]:
        yield _table(dict(zip(COLUMNS[name], map(list, zip(*rows, strict=True)), strict=True)), schema)
    for columns in block.columns[name]:
        yield _table(columns, schema)


def _table(columns: dict[str, list[Any]], schema: pa.Schema) -> pa.Table:
    arrays = []
    for column in schema:
        values = columns[column.name]
        if column.name in TIMES:
            arrays.append(pa.array(values, pa.int64()).cast(column.type))
        elif column.name in DAYS:
            arrays.append(pa.array(values, pa.string()).cast(column.type))
        else:
            arrays.append(pa.array(values, column.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def _type_of(column: str) -> pa.DataType:
    if column in TIMES:
        return pa.timestamp("us")
    if column in DAYS:
        return pa.date32()
    return pa.int64() if column in NUMBERS else pa.string()


def _as_text(column: pa.ChunkedArray) -> list[Any]:
    """Instants to the second, as people write them, unless the rest of the second tells them apart."""
    if pa.types.is_timestamp(column.type):
        column = pc.cast(column, pa.string())
    return list(column.to_pylist())
