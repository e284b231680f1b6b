"""Sentences to be said later, in the reader's language.

The domain never writes Spanish or English for people to read; it answers with a `Message`: an English text,
which is also the key of the catalogue, and the values that it names. `dueto.adapters.voice` says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias, Union

from dueto.domain.basics.folded import Folded
from dueto.domain.basics.term import Term

Value: TypeAlias = Union[str, int, float, Decimal, date, Term, Folded, "Message", tuple["Value", ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named gaps, the values for the gaps, and a plural form where one is needed."""

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1

    def __str__(self) -> str:
        """Return the sentence in plain English, for logs and for tests that fail."""
        text = self.plural if self.plural is not None and self.count != 1 else self.text
        return text.format(**{name: _plain(value) for name, value in self.values.items()})


def say(text: str, /, **values: Value) -> Message:
    """Return the sentence `text` with its gaps to be filled by `values`."""
    return Message(text, values)


def say_many(one: str, many: str, count: int, /, **values: Value) -> Message:
    """Return the sentence for `count` things; the gap `{n}` is the count itself."""
    return Message(one, {"n": count, **values}, plural=many, count=count)


def _plain(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    return str(value)
