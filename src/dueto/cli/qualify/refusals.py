"""What was refused on the way, kept on disk: a file of nothing but bad rows must not fill the memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import Message


@dataclass(slots=True)
class Refusals:
    """Refused rows and dropped cells, with their reasons in the reader's language."""

    path: Path
    voice: Voice
    cells: int = 0
    _lines: list[str] = field(default_factory=list)

    def row(self, *, file: Path, number: int, reason: Message, cells: Sequence[str]) -> None:
        """Keep a row that was refused."""
        self._keep("row", file.name, number, "", " | ".join(cells), self.voice(reason))

    def cell(self, *, file: Path, number: int, name: str, value: str, reason: Message) -> None:
        """Keep a cell that was dropped while its row stayed."""
        self.cells += 1
        self._keep("cell", file.name, number, name, value, self.voice(reason))

    def each(self, what: str) -> Iterator[tuple[str, int, str, str, str]]:
        """Yield file, row number, column, content and reason of every refused `row` or dropped `cell`."""
        self._flush()
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                kind, *kept = json.loads(line)
                if kind == what:
                    file, number, name, content, reason = kept
                    yield file, number, name, content, reason

    def _keep(self, *kept: object) -> None:
        self._lines.append(json.dumps(kept, ensure_ascii=False))
        if len(self._lines) >= 1000:
            self._flush()

    def _flush(self) -> None:
        with self.path.open("a", encoding="utf-8") as lines:
            lines.writelines(f"{line}\n" for line in self._lines)
        self._lines.clear()
