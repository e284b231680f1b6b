"""What people did, out of a file: rows that say who, what and when."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
from rich.progress import Progress

from dueto.adapters.readers.cleaning.dates import EARLIEST, LATEST, Order
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.columns import instant_of
from dueto.adapters.readers.rows import RefusedFile, RefusedRow, TableRow, refused_row
from dueto.adapters.readers.table import open_table
from dueto.adapters.voice import Voice
from dueto.analytics.judge.acts import RENAMED
from dueto.cli.qualify.leads import Leads
from dueto.cli.qualify.refusals import Refusals
from dueto.cli.qualify.request import Request
from dueto.cli.speech import Refused
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.basics.reading import misspelt
from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS, ATTRIBUTE_LABELS
from dueto.domain.qualification.history import Class

BATCH = 50_000
NO_PARQUET = say("it is not a Parquet file that can be read")
NEEDED = ("person", "kind", "occurred_at")
ATTRIBUTES = tuple(RENAMED.get(name, name) for name in ATTRIBUTE_LABELS)
TIME = pa.timestamp("us")
ACTIVITIES = pa.schema(
    [
        ("activity_id", pa.int64()),
        ("identity_id", pa.string()),
        ("kind", pa.string()),
        ("class", pa.string()),
        ("occurred_at", TIME),
        ("known_at", TIME),
        *((name, pa.string()) for name in ATTRIBUTES),
    ]
)


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
        book = _Book(writer, people=leads.shown, zone=zone, order=next(filter(None, orders), None))
        try:
            headers, rows = _rows(path)
            book.take_headers(headers)
            for row in rows:
                bar.advance(task)
                reason = row.reason if isinstance(row, RefusedRow) else book.take(row.cells)
                if reason is not None:
                    refused = refused_row(number=row.number, reason=reason, cells=row.cells)
                    refusals.row(file=path, number=row.number, reason=reason, cells=refused.cells, voice=voice)
        except RefusedFile as refusal:
            raise Refused([voice(say("{path} was refused: {why}", path=str(path), why=refusal.message))]) from None
        book.close()
    return tuple(_about(book))


def _about(book: _Book) -> Iterator[Message]:
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


class _Book:
    def __init__(
        self, writer: pq.ParquetWriter, *, people: Container[str], order: Order | None, zone: ZoneInfo
    ) -> None:
        self.writer, self.people, self.order, self.zone = writer, people, order, zone
        self.places: dict[str, int] = {}
        self.rows: list[tuple[object, ...]] = []
        self.written = self.nameless = self.strangers = 0

    def take_headers(self, headers: Sequence[str]) -> None:
        """Note where each column stands; refuses the file if a needed one is missing."""
        self.places = {header.strip().lower(): place for place, header in enumerate(headers)}
        for needed in NEEDED:
            if needed not in self.places:
                says = say(
                    "the column {column} is missing; it has {headers}", column=needed, headers=tuple(headers[:40])
                )
                raise RefusedFile(says)

    def take(self, cells: Sequence[str]) -> Message | None:
        """Write one activity; return why it was refused instead."""
        person = self._cell(cells, "person")
        if not person:
            self.nameless += 1
            return None
        if person not in self.people:
            self.strangers += 1
            return None
        kind = fold(self._cell(cells, "kind"))
        if kind not in ACTIVITY_KINDS:
            return misspelt(kind, ACTIVITY_KINDS)
        class_ = fold(self._cell(cells, "class")) or Class.HUMAN.value
        if class_ not in tuple(Class):
            return misspelt(class_, tuple(Class))
        occurred_at = self._instant(self._cell(cells, "occurred_at"))
        if isinstance(occurred_at, Refusal):
            return occurred_at.reason
        text = self._cell(cells, "known_at")
        known_at = self._instant(text) if text else occurred_at
        if isinstance(known_at, Refusal):
            return known_at.reason
        attributes = (_folded(self._cell(cells, name)) or None for name in ATTRIBUTES)
        self.written += 1
        self.rows.append((self.written, person, kind, class_, occurred_at, known_at, *attributes))
        if len(self.rows) >= BATCH:
            self.close()
        return None

    def close(self) -> None:
        """Write what is still held."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(ACTIVITIES)
        arrays = [pa.array(column, one.type) for column, one in zip(columns, ACTIVITIES, strict=True)]
        self.writer.write_table(pa.Table.from_arrays(arrays, schema=ACTIVITIES))
        self.rows = []

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.places.get(name)
        return cells[place].strip() if place is not None else ""

    def _instant(self, text: str) -> datetime | Refusal:
        """Return the instant in UTC."""
        with suppress(ValueError):
            instant = datetime.fromisoformat(text)
            if EARLIEST < instant.year < LATEST:
                return (instant if instant.tzinfo else instant.replace(tzinfo=self.zone)).astimezone(UTC)
        return instant_of(text, order=self.order, zone=self.zone)


@lru_cache(maxsize=100_000)
def _folded(value: str) -> str:
    return fold(value)
