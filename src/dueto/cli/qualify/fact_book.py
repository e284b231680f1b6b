"""The facts and identities of the people read, on disk for the judge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Field, Kind

BATCH = 20_000
KNOWN = "known"
TIME = pa.timestamp("us")
FACTS = pa.schema(
    [
        ("fact_id", pa.int64()),
        ("identity_id", pa.string()),
        ("field", pa.string()),
        ("value", pa.string()),
        ("occurred_at", TIME),
        ("known_at", TIME),
    ]
)
IDENTITIES = pa.schema([("identity_id", pa.string()), ("person_id", pa.string())])


class FactBook:
    """Writes facts.parquet and identities.parquet into a folder, a batch at a time; every person has one identity."""

    def __init__(self, folder: Path, *, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.facts = pq.ParquetWriter(folder / "facts.parquet", FACTS)
        self.identities = pq.ParquetWriter(folder / "identities.parquet", IDENTITIES)
        self.people: list[str] = []
        self.rows: list[tuple[int, str, str, str, datetime, datetime]] = []
        self.written = 0

    def __enter__(self) -> FactBook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._flush()
        self.facts.close()
        self.identities.close()

    def write(self, person: str, values: Mapping[str, str], *, occurred_at: datetime, known_at: datetime) -> None:
        """Write what is known of a person; personal values leave only their kind or their presence."""
        occurred, known = (instant.astimezone(UTC).replace(tzinfo=None) for instant in (occurred_at, known_at))
        self.people.append(person)
        for name, value in values.items():
            self.written += 1
            self.rows.append((self.written, person, name, self._derived(name, value), occurred, known))
        if len(self.people) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(FACTS)
        arrays = [pa.array(column, one.type) for column, one in zip(columns, FACTS, strict=True)]
        self.facts.write_table(pa.Table.from_arrays(arrays, schema=FACTS))
        people = pa.array(self.people, pa.string())
        self.identities.write_table(pa.Table.from_arrays([people, people], schema=IDENTITIES))
        self.rows, self.people = [], []

    def _derived(self, name: str, value: str) -> str:
        known = self.fields.get(name)
        if known is not None and known.personal:
            return mail_kind(value) if known.kind is Kind.MAIL else KNOWN
        return _folded(value)


@lru_cache(maxsize=100_000)
def _folded(value: str) -> str:
    return fold(value)
