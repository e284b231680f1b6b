"""What people did, out of a file: rows that say who, what and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
from rich.progress import Progress

from dueto.adapters.readers.rows import RefusedFile, RefusedRow, TableRow, refused_row
from dueto.adapters.readers.table import open_table
from dueto.adapters.voice import Voice
from dueto.cli.qualify.act_book import ACTIVITIES, BATCH, ActBook
from dueto.cli.qualify.leads import Leads
from dueto.cli.qualify.refusals import Refusals
from dueto.cli.qualify.request import Request
from dueto.cli.speech import Refused
from dueto.domain.basics.message import Message, say, say_many

NO_PARQUET = say("it is not a Parquet file that can be read")


def read_activities(
    request: Request, workshop: Path, *, leads: Leads, refusals: Refusals, bar: Progress, voice: Voice
) -> tuple[Message, ...]:
    """Write what the people of `leads` did to activities.parquet and return what the reader must know.

    Raises `Refused` for a file that cannot be read at all.
    """
    with pq.ParquetWriter(workshop / "activities.parquet", ACTIVITIES) as writer:
        if request.activities is None:
            writer.write_table(ACTIVITIES.empty_table())
            return ()
        path = request.activities
        task = bar.add_task(voice(say("Reading {file}", file=path.name)), total=None)
        orders = (mapping.date_order for _, mapping in leads.mappings)
        # As in the lake, Parquet means UTC where it tells no zone; people who type a time mean their own.
        zone = ZoneInfo("UTC") if _is_parquet(path) else request.agreement.zone
        book = ActBook(writer, people=leads.shown, zone=zone, order=next(filter(None, orders), None))
        try:
            headers, rows = _rows(path)
            book.take_headers(headers)
            for row in rows:
                bar.advance(task)
                reason = row.reason if isinstance(row, RefusedRow) else book.take(row.cells)
                if reason is not None:
                    book.refused += 1
                    refused = refused_row(number=row.number, reason=reason, cells=row.cells)
                    refusals.row(file=path, number=row.number, reason=reason, cells=refused.cells)
        except RefusedFile as refusal:
            raise Refused([voice(say("{path} was refused: {why}", path=str(path), why=refusal.message))]) from None
        book.close()
    return tuple(_about(book))


def _about(book: ActBook) -> Iterator[Message]:
    if book.refused:
        yield say_many(
            "{n} activity was refused; refused.csv in the folder of --out says why",
            "{n} activities were refused; refused.csv in the folder of --out says why",
            book.refused,
        )
    if book.nameless:
        yield say_many(
            "{n} activity names no person and was passed over",
            "{n} activities name no person and were passed over",
            book.nameless,
        )
    if book.strangers and not book.written:
        yield say("no activity belongs to anybody in the list; the ids of the people must be the same in both files")
    elif book.strangers:
        yield say_many(
            "{n} activity belongs to nobody in the list and was passed over",
            "{n} activities belong to nobody in the list and were passed over",
            book.strangers,
        )


def _rows(path: Path) -> tuple[tuple[str, ...], Iterable[TableRow | RefusedRow]]:
    if _is_parquet(path):
        try:
            file = pq.ParquetFile(path)
        except (pa.ArrowException, OSError):
            raise RefusedFile(NO_PARQUET) from None
        return tuple(file.schema_arrow.names), _parquet(file)
    table = open_table(path)
    return table.headers, table


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet" and path.is_file()


def _parquet(file: pq.ParquetFile) -> Iterator[TableRow]:
    number = 0
    try:
        for batch in file.iter_batches(BATCH):
            columns = [column.cast(pa.string()).to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield TableRow(number, tuple(cell or "" for cell in cells))
    except (pa.ArrowException, OSError):
        raise RefusedFile(NO_PARQUET) from None
