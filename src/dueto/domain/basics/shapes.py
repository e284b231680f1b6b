"""Shapes of single values: texts, numbers, days, words, spans of time, shares.

A shape is written once, to read a value, to check it and to describe it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import Reading, misspelt, shown

MAX_TEXT = 2000
SAFE_WHOLE = 2**53 - 1
_HALF_A_LETTER = re.compile("[\ud800-\udfff]")


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
        if len(self.units) > 1:
            text = say("a whole number from {least} to {most} and a unit of time ({units}), like {example}")
            units, example = tuple(self.units), f"4{self.units[0]}"
            return say(text.text, least=self.least, most=self.most, units=units, example=example)
        unit = self.units
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
