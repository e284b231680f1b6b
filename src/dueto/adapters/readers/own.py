"""Files that Dueto wrote about the rows of another, to be mended and read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dueto.adapters.readers.rows import RefusedRow
from dueto.adapters.readers.separated import Record
from dueto.adapters.writers.separated import BEGINS_FORMULAS

OWN: Final = "Dueto: "
"""How the headers begin of columns that stand beside those of the file itself."""


def theirs(headers: Sequence[str]) -> list[int]:
    """Return the places of the columns that are the file's own."""
    return [place for place, header in enumerate(headers) if not header.startswith(OWN)]


def freed(records: Iterable[Record | RefusedRow]) -> Iterator[Record | RefusedRow]:
    """Yield the records without the apostrophe that was put before whatever begins like a formula."""
    for record in records:
        if isinstance(record, RefusedRow):
            yield record
        else:
            number, cells = record
            yield number, [_freed(cell) for cell in cells]


def _freed(cell: str) -> str:
    bare = cell.removeprefix("'")
    return bare if bare.lstrip(" ").startswith(BEGINS_FORMULAS) else cell
