"""The passages of a block of the world: who crossed, judged as of then, and all that was written of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from dueto.domain.lifecycle.standing import Standing
from dueto.domain.qualification.history import Activity, Class, Fact, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.verdict import Verdict
from dueto.work.demo.acts import TEXTS, Acts, Cells
from dueto.work.demo.passages import Crossing, Teller
from dueto.work.demo.passing import Passing, Version
from dueto.work.demo.people import Base
from dueto.world.desk import DESK
from dueto.world.months import Instant, datetime_of

ATTRIBUTES = {"event_kind": "kind", **{name: name for name in TEXTS if name not in ("event_kind", "reason")}}
ON_THE_DESK = frozenset(waiting.person for waiting in DESK)
LATEST = 4


@dataclass(slots=True)
class Histories:
    """What the judge reads of those of a block who crossed."""

    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    activities: dict[str, list[Activity]] = field(default_factory=lambda: defaultdict(list))

    def verdict(self, person: str, version: Version, *, at: Instant) -> Verdict:
        """Return what the definition said of somebody at an instant."""
        as_of = datetime_of(at)
        profile = profile_of(self.facts[person], as_of=as_of)
        definition = version.agreement.definition()
        return judge(definition, profile=profile, activities=self.activities[person], as_of=as_of)


def histories_of(rows: Mapping[str, list[Cells]]) -> Histories:
    """Return the histories of those of a block who have a lead or a deal."""
    wanted = {row["person"] for name in ("leads", "deals") for row in rows[name]}
    owner = {row["identity_id"]: row["person_id"] for row in rows["identities"]}
    whole = Histories()
    for row in rows["facts"]:
        if (person := owner[row["identity_id"]]) in wanted:
            times = datetime_of(row["occurred_at"]), datetime_of(row["known_at"])
            whole.facts[person].append(Fact(row["fact_id"], row["field"], row["value"], *times))
    for row in rows["activities"]:
        if row["person"] in wanted:
            attributes = {name: row[column] for column, name in ATTRIBUTES.items() if row[column] is not None}
            times = datetime_of(row["occurred_at"]), datetime_of(row["known_at"])
            whole.activities[row["person"]].append(
                Activity(row["activity_id"], row["kind"], *times, Class(row["class"]), attributes)
            )
    return whole


@dataclass(slots=True)
class Told:
    """Tells the passages of a block. `versions` are the agreement's, by number."""

    teller: Teller
    versions: Mapping[int, Version]

    def passages(
        self, rows: Mapping[str, list[Cells]], base: Base, acts: Acts, ids: Mapping[int, int]
    ) -> Iterator[Passing]:
        """Yield every passage, the leads of the ledger first; `ids` are those of the activities."""
        histories = histories_of(rows)
        people = {row["person"]: row for row in rows["people"]}
        deals: dict[str, list[Cells]] = defaultdict(list)
        for opened in sorted(rows["deals"], key=lambda row: row["opened_at"]):
            deals[opened["person"]].append(opened)
        before: dict[str, tuple[int, Standing]] = {}
        for lead in sorted(rows["leads"], key=lambda row: row["crossed_at"]):
            name = lead["person"]
            version = self.versions[LATEST if name in ON_THE_DESK else lead["version"]]
            who = self._crossing(people[name], histories, base, acts, ids, version, at=lead["crossed_at"])
            number, last = before.get(name, (0, None))
            deal = deals[name].pop(0) if lead["answer"] == "accepted" and deals[name] else None
            passing = self.teller.handed_over(lead, deal, who, version, number=number + 1, before=last)
            before[name] = number + 1, passing.standing
            yield passing
        for name, left in deals.items():
            for sale in left:
                version = self.versions[sale["version"]]
                at = sale["opened_at"] - timedelta(hours=2) // timedelta(microseconds=1)
                who = self._crossing(people[name], histories, base, acts, ids, version, at=at)
                number, last = before.get(name, (0, None))
                passing = self.teller.claimed(sale, who, version, number=number + 1, before=last)
                before[name] = number + 1, passing.standing
                yield passing

    def _crossing(
        self,
        cells: Cells,
        histories: Histories,
        base: Base,
        acts: Acts,
        ids: Mapping[int, int],
        version: Version,
        *,
        at: Instant,
    ) -> Crossing:
        name = cells["person"]
        verdict = histories.verdict(name, version, at=at)
        proof = {ids[one.activity.id] for line in verdict.behaviour_lines for one in line.counted}
        if verdict.fast is not None:
            proof.add(ids[verdict.fast.activity.id])
        person_id = base.people[name]
        return Crossing(
            person=name,
            person_id=person_id,
            company_id=base.company_of[person_id],
            origin_id=acts.origins.get(name),
            country=cells["country"] or "",
            campaign=cells["campaign"] or "",
            fit=verdict.fit,
            behaviour=verdict.behaviour,
            is_fast=verdict.is_fast,
            proof=sorted(proof),
        )
