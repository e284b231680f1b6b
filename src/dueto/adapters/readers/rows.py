"""What comes out of a file: rows, rows that were refused with their reason, or a refusal of the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dueto.domain.basics.message import Message

SHOWN = 200
KEPT = 4_000


class RefusedFile(Exception):
    """The file cannot be read; the message says what is wrong and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for before it is refused."""

    columns: int = 1_000
    cell: int = 1_000_000
    record: int = 8_000_000
    head: int = 256_000
    sheet_rows: int = 1_048_576
    expanded: int = 1_500_000_000
    shared_text: int = 150_000_000
    ratio: int = 200
    ratio_from: int = 50_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as a person sees it in the file, and as many cells as there are headers."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that could not be used, with the reason and the beginning of each of its cells.

    `stood` are the cells as they stand in the file, cut only where they are longer than any that is taken.
    """

    number: int
    reason: Message
    cells: tuple[str, ...]
    stood: tuple[str, ...] = field(default=(), compare=False, repr=False)


def refused_row(*, number: int, reason: Message, cells: Sequence[str]) -> RefusedRow:
    """Return the refusal of a row, its cells cut so that a refusal never costs more than it tells."""
    shown = (cell if len(cell) <= SHOWN else cell[:SHOWN] + "…" for cell in cells[:SHOWN])
    # Half letters, which stand for bytes that could not be read, can neither be printed nor written.
    cut = tuple(cell.encode("utf-8", "replace").decode("utf-8") for cell in shown)
    return RefusedRow(number, reason, cut, tuple(cell[:KEPT] for cell in cells[: DEFAULT_LIMITS.columns]))
