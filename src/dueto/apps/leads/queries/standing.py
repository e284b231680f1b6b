"""Where one person stands today under each definition, how they came there, and by what they crossed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.base.models import Person
from dueto.apps.base.queries.together import together
from dueto.apps.journal.models import Entry
from dueto.apps.leads.explained import Explained, explain
from dueto.apps.leads.histories import History, histories_of
from dueto.domain.qualification.history import profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.verdict import Standing, Verdict

MOST_STEPS = 24
"""So many of the latest instants at which something became known are steps of the way."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where somebody stood at one time."""

    fit: int
    behaviour: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Stand:
    """One person today: the verdict of every definition, and what is known, to look at any instant before."""

    version: InForce | None
    verdicts: tuple[Explained, ...]
    history: History
    as_of: datetime

    @property
    def main(self) -> Explained | None:
        """The verdict of the definition that they come closest to, the first of equals; None without an agreement."""
        return max(self.verdicts, key=_closeness, default=None)

    def path(self, known: Explained) -> tuple[Point, ...]:
        """Return the way to where they stand: one point whenever a sum changed, the last one today."""
        told, done = self.history.facts, self.history.activities
        instants = sorted({fact.known_at for fact in told} | {act.known_at for act in done})
        points: list[Point] = []
        for at in (*[at for at in instants if at < self.as_of][-MOST_STEPS:], self.as_of):
            verdict = self.verdict_at(known, at)
            point = Point(verdict.fit, verdict.behaviour, at)
            if not points or (point.fit, point.behaviour) != (points[-1].fit, points[-1].behaviour):
                points.append(point)
        return tuple(points)

    def verdict_at(self, known: Explained, at: datetime) -> Verdict:
        """Return what the definition would have said at an instant before, from what was known then."""
        profile = profile_of(self.history.facts, as_of=at)
        return judge(known.definition, profile=profile, activities=self.history.activities, as_of=at)


def _closeness(known: Explained) -> tuple[bool, bool, bool]:
    standing = known.verdict.standing
    return known.verdict.qualified, known.missing.is_one_datum, standing is not Standing.DISQUALIFIED


def stand(person_id: int, *, as_of: datetime) -> Stand:
    """Return where one person stands. Three queries."""
    version, history = in_force(as_of), histories_of([person_id])[person_id]
    definitions = version.agreement.definitions if version else ()
    verdicts = (explain(one, history, version=version, as_of=as_of) for one in definitions if version)
    return Stand(version, tuple(verdicts), history, as_of)


def stamp(person_id: int) -> str:
    """Return a mark that changes whenever a page about this person would read otherwise. Two queries."""
    entry = Entry.objects.filter(person_id__in=together([person_id])).aggregate(newest=Max("id"))["newest"]
    acted, judged = Person.objects.filter(pk=person_id).values_list("last_act_at", Max("verdicts__judged_at")).get()
    return "-".join(str(int(at.timestamp() * 1e6)) if at else "0" for at in (acted, judged)) + f"-{entry or 0}"
