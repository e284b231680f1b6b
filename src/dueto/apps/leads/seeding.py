"""Leads and what became of them written down as history, many at a time: for the demo and the tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dueto.apps.journal.seeding import free, write_rows
from dueto.apps.leads.models import Lead, Move, Opportunity

TABLES = {model.__name__: model for model in (Lead, Move, Opportunity)}


def write(table: str, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the rows written into one table of the leads, in their order."""
    return write_rows(TABLES[table], rows)


def finish() -> None:
    """Let the database give ids again."""
    free(*TABLES.values())
