"""Activities on disk for the judge: each row understood, or the reason why not."""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from dueto.adapters.readers.cleaning.dates import EARLIEST, LATEST, Order
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.columns import instant_of
from dueto.adapters.readers.rows import RefusedFile
from dueto.analytics.judge.acts import RENAMED
from dueto.cli.qualify.act_words import column_of, kind_of
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.reading import misspelt
from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS, ATTRIBUTE_LABELS
from dueto.domain.qualification.history import Class

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


class ActBook:
    """Writes activities.parquet, a batch at a time; says why a row was not taken."""

    def __init__(
        self, writer: pq.ParquetWriter, *, people: Container[str], order: Order | None, zone: ZoneInfo
    ) -> None:
        self.writer, self.people, self.order, self.zone = writer, people, order, zone
        self.places: dict[str, int] = {}
        self.rows: list[tuple[object, ...]] = []
        self.written = self.nameless = self.strangers = self.refused = 0

    def take_headers(self, headers: Sequence[str]) -> None:
        """Note where each column stands; refuses the file if a needed one is missing."""
        for place, header in enumerate(headers):
            self.places.setdefault(column_of(header), place)
        if missing := tuple(needed for needed in NEEDED if needed not in self.places):
            says = say("it needs the columns {columns}; it has {headers}", columns=missing, headers=tuple(headers[:40]))
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
        kind = kind_of(self._cell(cells, "kind"))
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
