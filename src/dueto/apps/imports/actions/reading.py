"""A list while it is read: an open file and a place in it, kept in the process from one piece to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions.texts import fingerprint_of
from dueto.apps.base.queries.records import fields_of_records
from dueto.apps.imports.choices import Choices, choices_from
from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import Import
from dueto.apps.imports.rows import PAST, Row, Rows
from dueto.domain.conditions.fields import STANDARD_FIELDS

MOST_OPEN = 8


@dataclass(slots=True)
class Reading:
    """One file being read. `seen` are the people and rows that a trial met before; `origins` the sources it kept.

    `recorded` are the fields that may stand on the record of a company.
    """

    mark: tuple[object, ...]
    choices: Choices
    at: datetime
    rows: Iterator[Row]
    notes: list[object]
    recorded: frozenset[str] = frozenset()
    place: int = 0
    seen: set[int] = field(default_factory=set)
    origins: dict[str, int] = field(default_factory=dict)

    def next(self, limit: int) -> list[Row]:
        """Return the next rows; fewer than asked for are the last."""
        rows = list(islice(self.rows, limit))
        self.place += len(rows)
        return rows


_OPEN: dict[int, Reading] = {}


def take(row: Import) -> Reading:
    """Return the reading of this import at the place where it stands; after a crash the rows before are passed over."""
    mark = (row.state, row.started_at, row.upload.path)
    reading = _OPEN.pop(row.pk, None)
    if reading is None or reading.mark != mark or reading.place != row.place:
        reading = _opened(row, mark)
        for _ in islice(reading.rows, row.place):
            pass
        reading.place = row.place
    return reading


def put_back(row: Import, reading: Reading) -> None:
    """Keep the reading for the next piece."""
    while len(_OPEN) >= MOST_OPEN:
        _OPEN.pop(next(iter(_OPEN)))
    _OPEN[row.pk] = reading


def _opened(row: Import, mark: tuple[object, ...]) -> Reading:
    choices, at = choices_from(row.choices), row.started_at if row.state == "running" else row.moved_at
    assert at is not None
    version = in_force(at)
    agreed = version.agreement.fields if version else STANDARD_FIELDS
    fields = {**STANDARD_FIELDS, **agreed, PAST.name: PAST}
    zone = version.agreement.zone if version else ZoneInfo("UTC")
    text = fingerprint_of(choices.legal_text) if choices.legal_text else ""
    rows = Rows(place_of(row.upload.path), choices, fields=fields, zone=zone, at=at, text=text)
    return Reading(mark, choices, at, iter(rows), list(rows.notes), frozenset(fields_of_records(agreed.values())))
