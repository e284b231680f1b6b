"""Shapes: what a part of a document must look like, written once to read it, to check it and to describe it.

A shape reads a plain value (as YAML or JSON gives it) and answers the value to work with, or `WRONG` after telling
the reading what is wrong. Reading never stops at the first problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Protocol

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path, Problem
from dueto.domain.basics.text import nearest


class _Wrong:
    def __repr__(self) -> str:
        return "WRONG"


WRONG: Final = _Wrong()
MAX_TEXT = 2000
MAX_DEPTH = 32
SAFE_WHOLE = 2**53 - 1
_HALF_A_LETTER = re.compile("[\ud800-\udfff]")


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


@dataclass(frozen=True, slots=True)
class Text:
    """A text of at least one character."""

    example: str = ""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, str) and _HALF_A_LETTER.search(value):
            return reading.wrong(path, value, say("expected whole letters; here is half of one"))
        if isinstance(value, str) and value.strip() and len(value) <= MAX_TEXT:
            return unicodedata.normalize("NFC", value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return reading.wrong(path, value, say("expected a text; put {value} in quotes", value=shown(value)))
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a text of 1 to {most} characters", most=MAX_TEXT)


@dataclass(frozen=True, slots=True)
class Matching:
    """A text of a given form."""

    pattern: str
    what: Message

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, str) and re.fullmatch(self.pattern, value):
            return value
        return reading.wrong(path, value, say("expected {what}", what=self.what))

    def expects(self) -> Message:
        return self.what


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds."""

    least: int = -SAFE_WHOLE
    most: int = SAFE_WHOLE

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a whole number from {least} to {most}", least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole or decimal number, kept exactly; a decimal may stand as text, just as the canonical form writes it."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
            return value
        if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{0,8}[1-9]", value):
            return Decimal(value)
        if isinstance(value, Decimal) and re.fullmatch(r"-?0*[0-9]{1,15}(\.[0-9]{0,9}0*)?", f"{value:f}"):
            return exact(value)
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a number with at most 15 digits before the point and 9 behind it")


def exact(value: Decimal) -> int | Decimal:
    """Return a whole number where `value` is whole, else the decimal without trailing zeros."""
    return int(value) if value == value.to_integral_value() else value.normalize()


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, bool):
            return value
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("true or false")


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a date like 2026-11-23")


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, str) and value in self.words:
            return value
        return reading.wrong(path, value, misspelt(shown(value), self.words))

    def expects(self) -> Message:
        return say("one of: {words}", words=self.words)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: a whole number and a unit, `30m`, `4h` or `14d`."""

    units: str = "mhd"
    least: int = 1
    most: int = 3650

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        match = re.fullmatch(rf"([0-9]{{1,6}})([{self.units}])", value) if isinstance(value, str) else None
        if match and self.least <= int(match[1]) <= self.most:
            return f"{int(match[1])}{match[2]}"
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        unit = self.units[-1]
        return say("a span of time from {least} to {most}", least=f"{self.least}{unit}", most=f"{self.most}{unit}")


@dataclass(frozen=True, slots=True)
class Percent:
    """A share, written `75%`."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        match = re.fullmatch(r"([0-9]{1,3})%", value) if isinstance(value, str) else None
        if match and int(match[1]) <= 100:
            return f"{int(match[1])}%"
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a percentage from 0% to 100%")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of things of one shape; `named` is the key by which its things are told apart."""

    of: Shape
    least: int = 0
    most: int = 200
    named: str = ""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if not isinstance(value, list):
            return reading.wrong(path, value, say("expected {what}", what=self.expects()))
        if not self.least <= len(value) <= self.most:
            says = say(
                "expected {least} to {most} of them; here are {n}",
                least=self.least,
                most=self.most,
                n=len(value),
            )
            return reading.wrong(path, f"[{len(value)}]", says)
        read = tuple(self.of.read(item, (*path, index), reading) for index, item in enumerate(value))
        if self.named:
            self._tell_apart(read, path, reading)
        return WRONG if any(item is WRONG for item in read) else read

    def _tell_apart(self, read: tuple[Any, ...], path: Path, reading: Reading) -> None:
        seen: dict[Any, int] = {}
        for index, item in enumerate(read):
            name = item.get(self.named) if isinstance(item, dict) else None
            if name is not None and seen.setdefault(name, index) != index:
                first = reading.line_of((*path, seen[name])) or 0
                says = say("{name} is already the name of another one, on line {first}", name=str(name), first=first)
                reading.wrong((*path, index, self.named), name, says)

    def expects(self) -> Message:
        return say("a list, each of them {what}", what=self.of.expects())


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record: the shape of its value, whether it must be there, and what it means."""

    shape: Shape
    means: Message
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys. `check` looks at the record as a whole once its values are right."""

    name: Message
    keys: Mapping[str, Key]
    check: Callable[[dict[str, Any], Path, Reading], None] | None = None

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if not isinstance(value, dict):
            return reading.wrong(path, value, say("expected {what}", what=self.expects()))
        before = len(reading.problems)
        for key in value:
            if key not in self.keys:
                reading.wrong((*path, key), key, misspelt(key, self.keys))
        for name, key in self.keys.items():
            if key.needed and name not in value:
                says = say("{key} is missing: {means}", key=name, means=key.means)
                reading.wrong((*path, name), None, says)
        read = {
            name: key.shape.read(value[name], (*path, name), reading)
            for name, key in self.keys.items()
            if name in value
        }
        if self.check and len(reading.problems) == before:
            self.check(read, path, reading)
        return read if len(reading.problems) == before else WRONG

    def expects(self) -> Message:
        return say("a mapping with the keys {keys}", keys=tuple(self.keys))


@dataclass(frozen=True, slots=True)
class OneOfRecords:
    """A mapping that is one of several records, told by the first of their keys that it has."""

    records: Mapping[str, Record]

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        if isinstance(value, dict):
            for mark, record in self.records.items():
                if mark in value:
                    return record.read(value, path, reading)
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("a mapping that begins with one of: {words}", words=tuple(self.records))
