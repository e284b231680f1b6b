"""The world as files that people open (CSV) and programs read (Parquet): all of them, or none."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
import pyarrow.parquet as pq

from dueto.world.causes import causes_of
from dueto.world.ledger import COLUMNS, NUMBERS, TIMES, Block, Columns
from dueto.world.simulation import World

DAYS = frozenset({"earliest", "until"})
LONG = frozenset({"identities", "facts", "activities"})
"""Tables with millions of rows, and no text that needs quotes: written as columns, which is faster."""
UNLIKE = frozenset({"person_id", "full_name", "email", "phone"})
"""Texts that hardly ever repeat: a dictionary of them would be longer than they are."""
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
        return tuple(made.replace(out / made.name) for made in sorted(workshop.iterdir()))
    finally:
        shutil.rmtree(workshop)


def _write_tables(world: World, folder: Path, progress: Progress | None) -> dict[str, int]:
    """One block is written while the next one is told: writing does not need the interpreter."""
    counts = dict.fromkeys(COLUMNS, 0)
    with ExitStack() as open_files, ThreadPoolExecutor(max_workers=1) as writer:
        files = {name: Files(name, folder, open_files) for name in COLUMNS}
        written: Future[None] | None = None
        for block in world.blocks():
            tables = [(name, table) for name in COLUMNS for table in tables_of(block, name)]
            for name, table in tables:
                counts[name] += table.num_rows
            if written is not None:
                written.result()
            written = writer.submit(_write, files, tables)
            if progress is not None:
                progress(counts["people"], max(world.expected, counts["people"]))
        if written is not None:
            written.result()
    return counts


def _write(files: dict[str, Files], tables: list[tuple[str, pa.Table]]) -> None:
    for name, table in tables:
        files[name].write(table)


class Files:
    """One table under way, in both forms."""

    def __init__(self, name: str, folder: Path, open_files: ExitStack) -> None:
        self.schema = schema_of(name)
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as heading:
            csv.writer(heading).writerow(COLUMNS[name])
        words = [one.name for one in self.schema if pa.types.is_string(one.type) and one.name not in UNLIKE]
        self.parquet = open_files.enter_context(
            pq.ParquetWriter(folder / f"{name}.parquet", self.schema, compression="zstd", use_dictionary=words)
        )
        if name in LONG:
            bare = pv.WriteOptions(include_header=False, quoting_style="none", eol="\r\n")
            long = open_files.enter_context(path.open("ab"))
            self.csv = open_files.enter_context(pv.CSVWriter(long, _legible(self.schema), write_options=bare)).write
        else:
            short = csv.writer(open_files.enter_context(path.open("a", encoding="utf-8", newline="")))
            self.csv = lambda table: short.writerows(zip(*(_texts(column) for column in table.columns), strict=True))

    def write(self, table: pa.Table) -> None:
        """Add the rows of `table` to both files."""
        self.parquet.write_table(table)
        self.csv(table.cast(_legible(self.schema)))


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


def _table(columns: Columns, schema: pa.Schema) -> pa.Table:
    length = len(next(iter(columns.values())))
    return pa.Table.from_arrays([_array(columns.get(one.name), one, length) for one in schema], schema=schema)


def _array(values: Sequence[Any] | None, column: pa.Field, length: int) -> pa.Array:
    if values is None:
        return pa.nulls(length, column.type)
    if isinstance(values, str):
        return pa.repeat(pa.scalar(values, column.type), length)
    if column.name in TIMES:
        return pa.array(values, pa.int64()).cast(column.type)
    if column.name in DAYS:
        return pa.array(values, pa.string()).cast(column.type)
    return pa.array(values, column.type)


def _type_of(column: str) -> pa.DataType:
    if column in TIMES:
        return pa.timestamp("us")
    if column in DAYS:
        return pa.date32()
    return pa.int64() if column in NUMBERS else pa.string()


def _legible(schema: pa.Schema) -> pa.Schema:
    """Return `schema` with instants to the second and with their zone, as people write them."""
    seconds = [one.with_type(pa.timestamp("s", "UTC")) if pa.types.is_timestamp(one.type) else one for one in schema]
    return pa.schema(seconds)


def _texts(column: pa.ChunkedArray) -> list[Any]:
    return list((pc.cast(column, pa.string()) if pa.types.is_temporal(column.type) else column).to_pylist())
