"""Who was forgotten, in a file: one line a person, by number, never by name."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

NAME: Final = "erasures.jsonl"
ELSEWHERE: Final = "backups-elsewhere"
"""The file of a home that names the folders outside it in which backups were made, one a line."""


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


def remember(home: Path, folder: Path) -> None:
    """Note in a home that backups of it stand in a folder outside: their ledger is kept up to date from now on."""
    if folder not in (*elsewhere(home), home / "backups"):
        with os.fdopen(
            os.open(home / ELSEWHERE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8"
        ) as lines:
            lines.write(f"{folder}\n")


def elsewhere(home: Path) -> list[Path]:
    """Return the folders outside a home in which backups of it were made."""
    try:
        return [Path(line) for line in (home / ELSEWHERE).read_text(encoding="utf-8").splitlines() if line]
    except FileNotFoundError:
        return []


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
