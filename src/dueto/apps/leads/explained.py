"""The live verdict on one person, with everything behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.agreements.queries import InForce, in_force
from dueto.apps.leads.histories import History, histories_of
from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.fields import Field
from dueto.domain.qualification.history import day_of, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, missing
from dueto.domain.qualification.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Explained:
    """One definition's verdict, what is missing, and the profile it was given on."""

    definition: Definition
    verdict: Verdict
    missing: Missing
    profile: Mapping[str, str]
    fields: Mapping[str, Field]
    version: InForce


def explained(person_id: int, *, as_of: datetime) -> list[Explained]:
    """Return the verdict of each definition in force on this person at `as_of`; empty without an agreement."""
    version = in_force(as_of)
    if version is None:
        return []
    history = histories_of([person_id])[person_id]
    return [explain(definition, history, version=version, as_of=as_of) for definition in version.agreement.definitions]


def explain(definition: Definition, history: History, *, version: InForce, as_of: datetime) -> Explained:
    """Return what `definition` says of this history."""
    profile = profile_of(history.facts, as_of=as_of)
    verdict = judge(definition, profile=profile, activities=history.activities, as_of=as_of)
    fields = version.agreement.fields
    lacks = missing(verdict, profile=profile, fields=fields, today=day_of(as_of, definition.zone))
    return Explained(definition, verdict, lacks, profile, fields, version)
