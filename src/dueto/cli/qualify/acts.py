"""What people did, out of a file: rows that say who, what and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
from rich.progress import Progress

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.columns import instant_of
from dueto.adapters.readers.rows import RefusedFile, RefusedRow
from dueto.adapters.readers.table import open_table
from dueto.adapters.voice import Voice
from dueto.analytics.judge.acts import RENAMED
from dueto.cli.qualify.refusals import Refusals
from dueto.cli.speech import Refused
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.basics.shapes import misspelt
from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS, ATTRIBUTE_LABELS
from dueto.domain.qualification.history import Class

if TYPE_CHECKING:
    from dueto.cli.qualify.pipeline import Request

BATCH = 50_000
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
    request: Request, workshop: Path, *, refusals: Refusals, bar: Progress, voice: Voice
) -> tuple[Message, ...]:
    """Write activities.parquet and return what the reader must know; raises `Refused` for an unreadable file."""
    with pq.ParquetWriter(workshop / "activities.parquet", ACTIVITIES) as writer:
        if request.activities is None:
            writer.write_table(ACTIVITIES.empty_table())
            return ()
        path = request.activities
        task = bar.add_task(voice(say("Reading {file}", file=path.name)), total=None)
        book = _Book(writer, zone=request.agreement.zone)
        try:
            headers, rows = _rows(path)
            book.take_headers(headers)
            for number, cells in rows:
                bar.advance(task)
                reason = book.take(cells)
                if reason is not None:
                    refusals.row(file=path, number=number, reason=reason, cells=cells, voice=voice)
        except RefusedFile as refusal:
            raise Refused([voice(say("{path} was refused: {why}", path=str(path), why=refusal.message))]) from None
        book.close()
    if book.nameless:
        nameless = book.nameless
        return (
            say_many(
                "{n} activity names no person and was passed over",
                "{n} activities name no person and were passed over",
                nameless,
            ),
        )
    return ()


def _rows(path: Path) -> tuple[tuple[str, ...], Iterable[tuple[int, Sequence[str]]]]:
    if path.suffix == ".parquet" and path.is_file():
        try:
            file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError):
            raise RefusedFile(say("it is not a Parquet file that can be read")) from None
        return tuple(file.schema_arrow.names), _parquet(file)
    table = open_table(path)
    return table.headers, _text(table)


def _parquet(file: pq.ParquetFile) -> Iterator[tuple[int, Sequence[str]]]:
    number = 0
    for batch in file.iter_batches(BATCH):
        columns = [column.cast(pa.string()).to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, [cell or "" for cell in cells]


def _text(table: Iterable[object]) -> Iterator[tuple[int, Sequence[str]]]:
    for row in table:
        if isinstance(row, RefusedRow):
            raise RefusedFile(say("row {row}: {why}", row=row.number, why=row.reason))
        yield row.number, row.cells  # type: ignore[attr-defined]


class _Book:
    def __init__(self, writer: pq.ParquetWriter, *, zone: ZoneInfo) -> None:
        self.writer, self.zone = writer, zone
        self.places: dict[str, int] = {}
        self.rows: list[tuple[object, ...]] = []
        self.written = self.nameless = 0

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
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            read = instant_of(text, order=None, zone=ZoneInfo("UTC"))
            return read if isinstance(read, Refusal) else read.replace(tzinfo=None)
        return instant.astimezone(UTC).replace(tzinfo=None) if instant.tzinfo else instant


@lru_cache(maxsize=100_000)
def _folded(value: str) -> str:
    return fold(value)
