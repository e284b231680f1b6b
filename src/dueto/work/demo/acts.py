"""What the people of a block did, written into the base, and where each of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias

from dueto.apps.base import seeding
from dueto.apps.base.classes import SHARED, STEADY
from dueto.apps.base.scanners import SCANNER
from dueto.domain.basics.text import fold
from dueto.world.ledger import Columns
from dueto.world.months import datetime_of

Cells: TypeAlias = dict[str, Any]
Trace: TypeAlias = tuple[str, str, str, str, str]

TRACE: Final = ("channel", "campaign", "utm_source", "utm_medium", "referrer")
TEXTS: Final = ("path", "item", "form", "event_kind", "status", "direction", "result", "reason")
SITE: Final = "nevadal.example"
REASONS: Final = {
    "todos los enlaces en 4 segundos": SCANNER,
    "un equipo y dos personas": SHARED,
    "la misma pagina a ritmo fijo": STEADY,
}
"""What the world calls the reasons that Dueto gives itself."""


@dataclass(slots=True)
class Sources:
    """The sources written so far, each trace once."""

    ids: dict[Trace, int] = field(default_factory=dict)

    def learn(self, traces: set[Trace]) -> None:
        """Write those that are new."""
        fresh = sorted(traces - self.ids.keys())
        written = seeding.write_sources(dict(zip(TRACE, trace, strict=True)) for trace in fresh)
        self.ids |= zip(fresh, written, strict=True)


@dataclass(slots=True)
class Acts:
    """The acts of one block: of whom, when first and last, from where."""

    rows: list[Cells]
    origins: dict[str, int] = field(default_factory=dict)
    first: dict[int, datetime] = field(default_factory=dict)
    last: dict[str, datetime] = field(default_factory=dict)

    def write(self, identities: Mapping[int, int], sources: Sources) -> dict[int, int]:
        """Return the ids of the acts by their number in the world."""
        ids = seeding.write("Activity", (_activity(row, identities[row["identity_id"]], sources) for row in self.rows))
        return {row["activity_id"]: pk for row, pk in zip(self.rows, ids, strict=True)}


def acts_of(rows: list[Cells], people: list[Cells], sources: Sources) -> Acts:
    """Return the acts of a block with what they tell of its people; their sources are written."""
    by_name = {row["person"]: (fold(row["source"] or ""), row["campaign"] or "", "", "", "") for row in people}
    sources.learn({_trace(row) for row in rows} | set(by_name.values()))
    acts = Acts(rows)
    for row in rows:
        at = datetime_of(row["occurred_at"])
        acts.first[row["identity_id"]] = min(at, acts.first.get(row["identity_id"], at))
        if (person := row["person"]) is None or row["class"] != "human":
            continue
        acts.last[person] = max(at, acts.last.get(person, at))
        acts.origins.setdefault(person, sources.ids[_trace(row)])
    for person, trace in by_name.items():
        acts.origins.setdefault(person, sources.ids[trace])
    return acts


def write_crowd(columns: Columns, people: Columns, sources: Sources) -> None:
    """Write the visits of people nobody knows: a browser each, and no handle, for none of them comes back."""
    rows = list(_rows(columns))
    sources.learn({_trace(row) for row in rows})
    first: dict[int, tuple[int, int]] = {}
    for row in rows:
        first.setdefault(row["identity_id"], (row["occurred_at"], sources.ids[_trace(row)]))
    numbers = [number for number in people["identity_id"] if number in first]
    ids = seeding.write(
        "Identity",
        (
            {"kind": "visitor", "created_at": datetime_of(first[number][0]), "origin_id": first[number][1]}
            for number in numbers
        ),
    )
    identities = dict(zip(numbers, ids, strict=True))
    seeding.write("Activity", (_activity(row, identities[row["identity_id"]], sources) for row in rows))


def _rows(columns: Columns) -> Iterator[Cells]:
    size = len(columns["activity_id"])
    whole = {name: [values] * size if isinstance(values, str) else values for name, values in columns.items()}
    for row in zip(*whole.values(), strict=True):
        yield dict(zip(whole, row, strict=True))


def _trace(row: Cells) -> Trace:
    channel, campaign, source, medium, referrer = (row.get(name) or "" for name in TRACE)
    return channel, campaign, source, medium, referrer


def _activity(row: Cells, identity: int, sources: Sources) -> Cells:
    kind = row["kind"]
    texts = {name: text for name in TEXTS if (text := row.get(name))}
    if "reason" in texts:
        texts["reason"] = REASONS.get(texts["reason"], texts["reason"])
    if kind == "visit":
        texts["site"] = SITE
    elif kind == "message":
        texts["channel"] = "whatsapp"
    return {
        "identity_id": identity,
        "kind": kind,
        "occurred_at": datetime_of(row["occurred_at"]),
        "known_at": datetime_of(row["known_at"]),
        "classed": row["class"],
        "source_id": sources.ids[_trace(row)],
        **texts,
    }
