"""The rows of the world, written in the order in which they are told, and handed on block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dueto.world.content import Source
from dueto.world.months import Instant

Row: TypeAlias = tuple[Any, ...]
Columns: TypeAlias = dict[str, Sequence[Any]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "people": (
        "person", "full_name", "company", "email", "phone", "role", "country", "sector", "sites", "employees", "tax_id",
        "city", "timing", "measures_today", "heard_from", "source", "campaign", "created", "consent", "outcome",
    ),
    "identities": ("identity_id", "person_id", "kind"),
    "facts": ("fact_id", "identity_id", "field", "value", "occurred_at", "known_at"),
    "activities": (
        "activity_id", "identity_id", "person", "kind", "item", "path", "form", "status", "event_kind", "direction",
        "result", "channel", "campaign", "utm_source", "utm_medium", "referrer", "class", "reason", "occurred_at",
        "known_at",
    ),
    "leads": (
        "person", "definition", "version", "crossed_at", "handed_over_at", "executive", "first_contact_at", "attempts",
        "answer", "answered_at", "reason", "earliest",
    ),
    "deals": (
        "deal", "person", "company", "executive", "stage", "amount", "currency", "opened_at", "closed_at", "outcome",
        "lost_to", "reason", "until", "version",
    ),
}  # fmt: skip
"""The columns of each file, in order."""

TIMES = frozenset({
    "created", "occurred_at", "known_at", "crossed_at", "handed_over_at", "first_contact_at", "answered_at",
    "opened_at", "closed_at",
})  # fmt: skip
"""Columns of instants: microseconds, UTC."""
NUMBERS = frozenset({"identity_id", "fact_id", "activity_id", "version", "attempts", "amount"})


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of every file; where there are very many, whole columns after them.

    A column that is one text has it in every row, and one that is not there is empty. The first one named is a list.
    `twins` are people who are one and the same, the earlier first: what only the world knows, and no file tells.
    """

    rows: dict[str, list[Row]]
    columns: dict[str, list[Columns]]
    twins: list[tuple[str, str]]


@dataclass(slots=True)
class Ledger:
    """Takes rows down, gives them their ids, and leaves out what nobody could know yet at the launch."""

    launch: Instant
    identities: int = 0
    facts: int = 0
    activities: int = 0
    deals: int = 0
    people: int = 0
    companies: int = 0
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    columns: dict[str, list[Columns]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    twins: list[tuple[str, str]] = field(default_factory=list)

    def identity(self, person: str | None, kind: str) -> int:
        """Return the id of a new identity of `person`, or of nobody known."""
        self.identities += 1
        self.rows["identities"].append((self.identities, person, kind))
        return self.identities

    def fact(self, identity: int, name: str, value: str | None, *, occurred: Instant, known: Instant) -> None:
        """Take down one folded value; None withdraws."""
        if known <= self.launch:
            self.facts += 1
            self.rows["facts"].append((self.facts, identity, name, value, occurred, known))

    def facts_of_form(self, identity: int, values: Sequence[tuple[str, str]], *, at: Instant) -> None:
        """Take down many folded values that became known together, when they were given."""
        if at <= self.launch:
            first = self.facts + 1
            self.facts += len(values)
            self.rows["facts"] += [
                (number, identity, name, value, at, at) for number, (name, value) in enumerate(values, first)
            ]

    def act(
        self,
        identity: int,
        person: str | None,
        kind: str,
        *,
        occurred: Instant,
        source: Source,
        known: Instant | None = None,
        item: str | None = None,
        path: str | None = None,
        form: str | None = None,
        status: str | None = None,
        event_kind: str | None = None,
        direction: str | None = None,
        result: str | None = None,
        class_: str = "human",
        reason: str | None = None,
    ) -> None:
        """Take down one activity."""
        known = occurred if known is None else known
        if known > self.launch:
            return
        self.activities += 1
        self.rows["activities"].append(
            (
                self.activities, identity, person, kind, item, path, form, status, event_kind, direction, result,
                source.channel, source.campaign, source.utm_source, source.utm_medium, source.referrer, class_, reason,
                occurred, known,
            )
        )  # fmt: skip

    def person(self, **cells: Any) -> None:
        """Take down the row of one person as an export of the base would have it."""
        self.rows["people"].append(tuple(map(cells.get, COLUMNS["people"])))

    def lead(self, **cells: Any) -> None:
        """Take down one passage: a crossing and what became of the hand-off."""
        if cells["crossed_at"] <= self.launch:
            self.rows["leads"].append(tuple(self._told(name, cells.get(name)) for name in COLUMNS["leads"]))

    def deal(self, **cells: Any) -> None:
        """Take down one opportunity of sales as it stood at the launch."""
        if cells["opened_at"] > self.launch:
            return
        if (cells.get("closed_at") or 0) > self.launch:
            cells |= {"closed_at": None, "outcome": "open", "stage": "opportunity", "lost_to": None, "reason": None}
        self.deals += 1
        cells["deal"] = f"n-{self.deals:06d}"
        self.rows["deals"].append(tuple(map(cells.get, COLUMNS["deals"])))

    def take(self) -> Block:
        """Return what was taken down since the last time, and begin a new page."""
        block = Block(self.rows, self.columns, self.twins)
        self.twins = []
        self.rows = {name: [] for name in COLUMNS}
        self.columns = {name: [] for name in COLUMNS}
        return block

    def _told(self, name: str, value: Any) -> Any:
        return None if name in TIMES and value is not None and value > self.launch else value
