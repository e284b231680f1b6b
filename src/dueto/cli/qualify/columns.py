"""Which column means what: as somebody said, or as it was guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dueto.adapters.readers.guess import LOST, WON, guess_mapping
from dueto.adapters.readers.mapping import Mapping, Outcome
from dueto.adapters.readers.table import open_table
from dueto.cli.qualify.outcomes import stands_elsewhere

if TYPE_CHECKING:
    from dueto.cli.qualify.pipeline import Request


def mapping_for(path: Path, request: Request) -> Mapping:
    """Return the mapping that was given, or a guess; with the outcome that was asked for and no other."""
    mapping = request.mapping
    if mapping is None:
        table = open_table(path)
        mapping = guess_mapping(table.headers, table.sample(), declared_fields=tuple(request.agreement.fields))
    column = request.outcome
    if column is None or stands_elsewhere(column):
        return replace(mapping, outcome=None)
    if mapping.outcome is None or mapping.outcome.column != column:
        return replace(mapping, outcome=Outcome(column, tuple(sorted(WON)), tuple(sorted(LOST))))
    return mapping
