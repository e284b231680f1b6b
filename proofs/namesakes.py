"""How well the plan for people tells the same from namesakes, in a simulated world that knows who is who."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.analytics.duplicates import PEOPLE, clustered, find_pairs
from dueto.apps.base.facts import clean
from dueto.apps.stewardship.persons import COLUMNS, leave_out_shared, person_record
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.world.ledger import COLUMNS as CELLS
from dueto.world.simulation import simulate

BANDS = ((0.5, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.01))
"""As they are told in words: perhaps, likely, very likely, almost certainly the same."""
ASKED = ("full_name", "email", "phone", "company")
SCHEMA = pa.schema([("id", pa.int64()), *((name, pa.string()) for name in COLUMNS)])


@dataclass(frozen=True, slots=True)
class Band:
    """The pairs that are about as likely: how many, how likely on average, and how many of them are right."""

    pairs: int
    expected: float
    right: int

    @property
    def precision(self) -> float:
        """How many of its pairs are right."""
        return self.right / max(self.pairs, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """What was proposed of one world, and what is true in it."""

    people: int
    pairs: tuple[dict[str, Any], ...]
    truth: frozenset[tuple[int, int]]

    def between(self, least: float, below: float = 1.01) -> Band:
        """Return the pairs of so much likelihood."""
        found = [pair for pair in self.pairs if least <= pair["probability"] < below]
        right = sum((pair["left"], pair["right"]) in self.truth for pair in found)
        return Band(len(found), sum(pair["probability"] for pair in found) / max(len(found), 1), right)

    @property
    def recall(self) -> float:
        """How many of those who are one were proposed."""
        return self.between(0).right / max(len(self.truth), 1)


def told(*, people: int, seed: int, launch: datetime, least: float = 0.5) -> Told:
    """Return what the plan for people proposes in the demo's world, as its search reads it."""
    ids: dict[str, int] = {}
    records, twins = [], []
    for block in simulate(people=people, seed=seed, launch=launch, crowded=True).blocks():
        twins += block.twins
        for values in block.rows["people"]:
            row = dict(zip(CELLS["people"], values, strict=True))
            pk = ids[row["person"]] = len(ids) + 1
            country = row["country"] or ""
            name, mail, phone, company = (_kept(row[one], one, country) for one in ASKED)
            if name:
                records.append(person_record(pk, name, mail, phone, company, country))
    leave_out_shared(records, "phone")
    found = find_pairs(pa.Table.from_pylist(records, schema=SCHEMA), PEOPLE, least=least)
    truth = clustered((ids[one], ids[other]) for one, other in twins)
    return Told(len(records), tuple(found.to_pylist()), frozenset(truth))


def _kept(text: str | None, field: str, country: str) -> str:
    """Return a value as the base keeps it."""
    answer = clean(STANDARD_FIELDS[field], text or "", country=country)
    return "" if isinstance(answer, Refusal) else answer.written


def lines(one: Told, *, name: str) -> Iterator[str]:
    """Yield the figures of one world, whole and by how likely the pairs are said to be."""
    whole = one.between(0)
    yield f"{name}: {one.people:,} people, {len(one.truth)} pairs of one; {whole.pairs} proposed, {whole.right} right"
    yield f"    precision {whole.precision:.3f}, recall {one.recall:.3f}"
    for least, below in BANDS:
        band = one.between(least, below)
        said = f"    said {least:.2f} to {min(below, 1):.2f}{band.pairs:6} proposed{band.right:5} right"
        yield f"{said}   expected {band.expected:.3f}, measured {band.precision:.3f}"
