"""One world for all tests of this room, and everybody's history in the words of the reference judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from dueto.adapters.yaml_document import read_yaml
from dueto.domain.agreement.agreement import read_agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.history import Activity, Class, Fact, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.verdict import Verdict
from dueto.world.ledger import COLUMNS
from dueto.world.months import HISTORY, datetime_of
from dueto.world.simulation import World, simulate

LAUNCH = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
NEVADAL = Path(__file__).parent.parent.parent / "examples" / "nevadal"
ATTRIBUTES = {name: name for name in ("item", "path", "form", "status", "direction", "result", "channel", "campaign")}
ATTRIBUTES |= {"event_kind": "kind"}


@dataclass
class Told:
    """A world with its rows as mappings."""

    world: World
    rows: dict[str, list[dict[str, Any]]]
    visits: list[tuple[int, str]]
    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    activities: dict[str, list[Activity]] = field(default_factory=lambda: defaultdict(list))

    def month_of(self, instant: int) -> int:
        """Return the number of the month in which `instant` falls."""
        return next((month.number for month in self.world.months if month.starts <= instant < month.ends), HISTORY)

    def judged(
        self, person: str, definition: Definition, *, as_of: datetime, also: tuple[Activity, ...] = ()
    ) -> Verdict:
        """Return the verdict of the reference on `person`."""
        profile = profile_of(self.facts[person], as_of=as_of)
        return judge(definition, profile=profile, activities=(*self.activities[person], *also), as_of=as_of)

    def first_crossing(self, person: str, definition: Definition) -> datetime | None:
        """Return when `person` first qualified, judged at every instant at which something became known."""
        facts, activities = self.facts[person], self.activities[person]
        human = [one for one in activities if one.class_ is Class.HUMAN]
        for instant in sorted({one.known_at for one in (*facts, *human)}):
            if judge(definition, profile=profile_of(facts, as_of=instant), activities=human, as_of=instant).qualified:
                return instant
        return None

    @cached_property
    def people(self) -> Mapping[str, dict[str, Any]]:
        """Everybody by id."""
        return {row["person"]: row for row in self.rows["people"]}


def told(world: World) -> Told:
    """Return the rows of `world`, whole."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    visits: list[tuple[int, str]] = []
    for block in world.blocks():
        for name, columns in COLUMNS.items():
            rows[name] += [dict(zip(columns, row, strict=True)) for row in block.rows[name]]
        for crowd in block.columns["activities"]:
            visits += zip(crowd["occurred_at"], crowd["path"], strict=True)
    visits += [(row["occurred_at"], row["path"]) for row in rows["activities"]
               if row["kind"] == "visit" and row["class"] == "human"]  # fmt: skip
    whole = Told(world, rows, visits)
    owner = {row["identity_id"]: row["person_id"] for row in rows["identities"]}
    for row in rows["facts"]:
        whole.facts[owner[row["identity_id"]]].append(
            Fact(
                row["fact_id"],
                row["field"],
                row["value"],
                datetime_of(row["occurred_at"]),
                datetime_of(row["known_at"]),
            )
        )
    for row in rows["activities"]:
        if person := owner[row["identity_id"]]:
            attributes = {new: row[old] for old, new in ATTRIBUTES.items() if row[old] is not None}
            whole.activities[person].append(
                Activity(row["activity_id"], row["kind"], datetime_of(row["occurred_at"]),
                         datetime_of(row["known_at"]), Class(row["class"]), attributes)
            )  # fmt: skip
    return whole


def definition(name: str) -> Definition:
    """Return the definition of Nevadal's agreement in that file."""
    document = read_yaml((NEVADAL / name).read_text(encoding="utf-8"))
    return read_agreement(document.tree, lines=document.lines).definition()


@pytest.fixture(scope="session")
def launch() -> datetime:
    return LAUNCH


@pytest.fixture(scope="session")
def nevadal() -> Told:
    """The world of the demo at its own size."""
    return told(simulate(launch=LAUNCH))


@pytest.fixture(scope="session")
def small() -> Told:
    """A world of hardly anybody but the people with a story."""
    return told(simulate(people=20, launch=LAUNCH))


@pytest.fixture(scope="session")
def version_3() -> Definition:
    return definition("agreement-v3.yaml")


@pytest.fixture(scope="session")
def version_4() -> Definition:
    return definition("agreement.yaml")


@pytest.fixture(scope="session")
def crossings_3(nevadal: Told, version_3: Definition) -> dict[str, datetime]:
    """Everybody's first crossing under version 3."""
    return {person: when for person in nevadal.people if (when := nevadal.first_crossing(person, version_3))}


@pytest.fixture(scope="session")
def crossings_4(nevadal: Told, version_4: Definition, crossings_3: dict[str, datetime]) -> dict[str, datetime]:
    """The first crossing under version 4, which asks for more than version 3 in everything."""
    return {person: when for person in crossings_3 if (when := nevadal.first_crossing(person, version_4))}
