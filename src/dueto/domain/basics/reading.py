"""Reading a document by shapes: what is found, where, and everything that is wrong with it.

A shape reads a plain value (as YAML or JSON gives it) and answers the value to work with, or `WRONG` after telling
the reading what is wrong. Reading never stops at the first problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path, Problem
from dueto.domain.basics.text import nearest


class _Wrong:
    def __repr__(self) -> str:
        return "WRONG"


WRONG: Final = _Wrong()
MAX_DEPTH = 32


@dataclass(slots=True)
class Reading:
    """One pass over a document: the line of every value, and the problems found so far."""

    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: Path, value: Any, says: Message) -> _Wrong:
        """Note a problem with the value at `path` and return `WRONG`."""
        self.problems.append(Problem(path, self.line_of(path), shown(value), says))
        return WRONG

    def line_of(self, path: Path) -> int | None:
        """Return the line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


class Shape(Protocol):
    """What a part of a document must look like."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        """Return the value understood, or `WRONG` after telling `reading` why."""

    def expects(self) -> Message:
        """Return what is expected, in words."""


def shown(value: Any) -> str:
    """Return a value as it stood in the document, shortened."""
    if value is None:
        return "(empty)"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).encode(errors="backslashreplace").decode()
    return text if len(text) <= 60 else text[:57] + "…"


def is_deeper(tree: Any, depth: int) -> bool:
    """Return whether mappings and lists stand in each other more than `depth` deep; found without recursion."""
    level = [tree]
    for _ in range(depth):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return any(isinstance(one, dict | list) for one in level)


def misspelt(word: str, known: Iterable[str]) -> Message:
    """Return what to write instead of `word`: the nearest known word, or the list of them."""
    known, word = sorted(known), shown(word)
    if guess := nearest(word, known):
        return say("{word} is not known here; did you mean {guess}?", word=word, guess=guess)
    return say("{word} is not known here; expected one of: {known}", word=word, known=tuple(known))
