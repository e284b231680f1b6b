"""Which column means what: the small agreement between a file and the profile."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from dueto.domain.basics.message import Message

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
STANDARD_FIELDS = (
    "full_name", "first_name", "last_name", "email", "phone", "mobile", "company", "role", "country", "region", "city",
    "address", "sector", "industry", "employees", "sites", "revenue", "website", "tax_id", "source", "campaign",
    "heard_from", "status", "owner", "timing", "budget", "need", "measures_today", "interests", "language", "consent",
    "renewal",
)  # fmt: skip


PARTS = MappingProxyType({"middle_name": "first_name", "second_last_name": "last_name"})
"""Columns that hold the second half of a field: no field of their own, they are read into it."""


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"


USUAL_KINDS = {
    "employees": Kind.NUMBER, "sites": Kind.NUMBER, "revenue": Kind.NUMBER, "interests": Kind.LIST,
    "renewal": Kind.DATE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SplitPhone:
    """A phone whose area code stands in a column of its own."""

    field: str
    area: str
    number: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The column that says how it ended, and which of its words mean won or lost."""

    column: str
    won: tuple[str, ...]
    lost: tuple[str, ...] = ()


def _nothing() -> MappingProxyType[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a file means. `kinds` names only columns that are read otherwise than is usual."""

    columns: Map[str, str]
    person: str | None = None
    known_at: str | None = None
    occurred_at: str | None = None
    phones: tuple[SplitPhone, ...] = ()
    country: str | None = None
    blank: tuple[str, ...] = ()
    date_order: Literal["day", "month"] | None = None
    decimals: Literal["point", "comma"] | None = None
    kinds: Map[str, Kind] = field(default_factory=lambda: MappingProxyType({}))
    outcome: Outcome | None = None
    left_out: Map[str, Message | str] = field(default_factory=_nothing)

    def kind_of(self, header: str) -> Kind:
        """Return how the cells under `header` are read."""
        return self.kinds.get(header) or USUAL_KINDS.get(self.columns.get(header, ""), Kind.TEXT)

    def fields(self) -> tuple[str, ...]:
        """Return the fields that rows will have, in the order of the columns."""
        named = (*self.columns.values(), *(phone.field for phone in self.phones))
        return tuple(dict.fromkeys(PARTS.get(name, name) for name in named))

    def headers(self) -> frozenset[str]:
        """Return every column that the mapping reads."""
        single = (self.person, self.known_at, self.occurred_at, self.outcome.column if self.outcome else None)
        split = (name for phone in self.phones for name in (phone.area, phone.number))
        return frozenset((*self.columns, *split, *(name for name in single if name)))
