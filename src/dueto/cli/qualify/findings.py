"""What `dueto qualify` found out: everything that the table, the files and the report show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dueto.analytics.outcome import OutcomeFinding
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Alternatives, Definition, Disqualifier
from dueto.domain.basics.message import Message
from dueto.domain.qualification.missing import Missing
from dueto.domain.qualification.verdict import Standing


@dataclass(frozen=True, slots=True)
class PersonFinding:
    """One person judged: who they are, the verdict, and what is missing."""

    person: str
    name: str
    company: str
    role: str
    source: str
    standing: Standing
    fit: int
    behaviour: int
    total: int
    is_fast: bool
    fit_points: tuple[int, ...]
    """Points of each fit rule, in the order of the definition; they sum to `fit`."""
    behaviour_points: tuple[int, ...]
    """Points of each behaviour rule, in the order of the definition; they sum to `behaviour`."""
    lacking: tuple[Alternatives, ...]
    disqualified_by: tuple[Disqualifier, ...]
    missing: Missing
    outcome: bool | None = None
    """Whether the deal was won, where that is known."""


@dataclass(frozen=True, slots=True)
class Counts:
    """read = refused + judged; judged = qualified + not_yet + disqualified; one datum away is part of not yet."""

    read: int
    refused: int
    judged: int
    qualified: int
    one_datum_away: int
    not_yet: int
    disqualified: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One reason why people do not qualify, and how many it holds back (one person may have several)."""

    because: Message
    people: int


@dataclass(frozen=True, slots=True)
class DatumWorth:
    """One field, and how many people knowing it would qualify today."""

    field: str
    people: int


@dataclass(frozen=True, slots=True)
class SourceQuality:
    """How good the people of one source are. `won` counts those known to have been won, if outcomes are known."""

    source: str
    people: int
    qualified: int
    known: int = 0
    won: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found, ready to be shown. `people` is in order of merit: qualified first, then by total."""

    agreement: Agreement
    definition: Definition
    as_of: datetime
    files: tuple[str, ...]
    counts: Counts
    people: Sequence[PersonFinding]
    worth: tuple[DatumWorth, ...]
    shortfalls: tuple[Shortfall, ...]
    sources: tuple[SourceQuality, ...]
    outcome: OutcomeFinding | None = None
    notices: tuple[Message, ...] = field(default=())
    """What the reader must know to trust the figures: columns that were left out, dates that were assumed."""
