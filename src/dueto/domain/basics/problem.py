"""What is wrong with something that somebody wrote, said so that they can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dueto.domain.basics.message import Message

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, which value, and what was expected with the nearest right spelling."""

    path: Path
    line: int | None
    value: str
    says: Message

    def where(self) -> str:
        """Return the place as people write it: `definitions[0].fit[2].points`."""
        return dotted(self.path)


def dotted(path: Path) -> str:
    """Return `path` as `definitions[0].fit[2].points`; the whole document is the empty text."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
