"""Who was forgotten, in a file: one line a person, by number, never by name."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who was forgotten; `created_at` tells whether the number still means the same person."""

    person_id: int
    created_at: datetime
    erased_at: datetime


def read(file: Path) -> list[Entry]:
    """Return the entries of a file, each once; nothing if there is none. A line that was cut off is left aside."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = (_entry(line) for line in lines)
    return list(dict.fromkeys(entry for entry in found if entry is not None))


def add(file: Path, entries: Iterable[Entry]) -> int:
    """Return how many entries the file did not have and has now, safely on the disk."""
    known = set(read(file))
    new = [entry for entry in dict.fromkeys(entries) if entry not in known]
    if new:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as lines:
            lines.writelines(f"{_line(entry)}\n" for entry in new)
            lines.flush()
            os.fsync(lines.fileno())
    return len(new)


def _line(entry: Entry) -> str:
    return json.dumps(
        {"person": entry.person_id, "created_at": entry.created_at.isoformat(),
         "erased_at": entry.erased_at.isoformat()}
    )  # fmt: skip


def _entry(line: str) -> Entry | None:
    try:
        kept = json.loads(line)
        return Entry(
            int(kept["person"]), datetime.fromisoformat(kept["created_at"]), datetime.fromisoformat(kept["erased_at"])
        )
    except (ValueError, KeyError, TypeError):
        return None
