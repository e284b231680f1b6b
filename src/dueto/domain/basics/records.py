"""Shapes of what holds other values: lists and records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import WRONG, Reading, Shape, misspelt


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
