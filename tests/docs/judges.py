"""Both judges asked of the people in the tables of the documentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import ibis

from dueto.analytics.judge.acts import act_rules, counted_acts
from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.judge.nearest import nearest
from dueto.analytics.tables import Tables
from dueto.domain.agreement.definition import BehaviourRule
from dueto.domain.qualification.history import Activity, Fact, day_of, profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.missing import Missing, missing
from dueto.domain.qualification.verdict import Verdict
from tests.analytics.crowds import reference_rows, tables_of
from tests.domain.nevadal import AS_OF, JOAQUIN, ROCIO, nevadal, nevadal_tree
from tests.domain.random_cases import Case, OwnedActivity, OwnedFact

PEOPLE = {"Rocío": ROCIO, "Joaquín": JOAQUIN}
ACTS = {
    "precios": ("visit", {"path": "/precios"}),
    "guía": ("download", {"item": "guia"}),
    "webinar": ("event", {"item": "auditorias", "status": "attended"}),
    "respondió": ("reply", {}),
    "empleo": ("visit", {"path": "/trabaja-con-nosotros"}),
    "hablar-con-ventas": ("form", {"form": "hablar-con-ventas", "item": "hablar-con-ventas"}),
}


@dataclass(frozen=True)
class Opinions:
    """What both judges say of some people, in their order."""

    verdicts: list[Verdict]
    missing: list[Missing]
    counted_ages: list[dict[str, list[int]]]
    """Per person and behaviour rule, the ages of the acts that the set-based judge counted."""


def who(text: str) -> dict[str, str]:
    """Return the profile that a cell such as `Rocío, no email, role: tesista` describes."""
    name, *changes = [part.strip() for part in text.split(",")]
    profile = dict(PEOPLE[name])
    for change in changes:
        field, colon, value = change.partition(":")
        if colon:
            profile[field] = value.strip()
        else:
            del profile[change.removeprefix("no ")]
    return profile


def acts(text: str) -> list[Activity]:
    """Return the activities that a cell such as `guía 12; webinar 6` describes."""
    return [did(*part.split()) for part in text.split(";") if part.strip()]


def did(rule: str, days_ago: str) -> Activity:
    """Return an act that `rule` counts, of so many days ago."""
    kind, attributes = ACTS[rule]
    when = AS_OF - timedelta(days=int(days_ago))
    return Activity(0, kind, when, when, attributes=attributes)


def opinions(people: Sequence[tuple[dict[str, str], Sequence[Activity]]], *, on: ibis.BaseBackend) -> Opinions:
    """Return what is said of these profiles and activities, after seeing that both judges say the same of each."""
    case = case_of(people)
    tables = tables_of(case, on=on)
    everybody = judge_everybody(tables, definition=case.definition, as_of=AS_OF)
    said = {row["person_id"]: row for row in everybody.to_pyarrow().to_pylist()}
    assert said == reference_rows(case)
    near = dict(nearest(tables, everybody, definition=case.definition, fields=case.agreement.fields, as_of=AS_OF))
    verdicts, lacks = [], []
    for number, (profile, history) in enumerate(people):
        verdict = judge(case.definition, profile=profile, activities=history, as_of=AS_OF)
        today = day_of(AS_OF, case.agreement.zone)
        found = missing(verdict, profile=profile, fields=case.agreement.fields, today=today)
        assert near.get(number, Missing()).fields == found.fields
        verdicts.append(verdict)
        lacks.append(found)
    return Opinions(verdicts, lacks, _counted(tables, case, len(people)))


def case_of(people: Sequence[tuple[dict[str, str], Sequence[Activity]]]) -> Case:
    """Return these people as a case of Nevadal: each with one identity, every fact known long ago."""
    long_ago: datetime = AS_OF - timedelta(days=400)
    facts, activities = [], []
    for number, (profile, history) in enumerate(people):
        for field, value in profile.items():
            facts.append(OwnedFact(number, Fact(len(facts) + 1, field, value, long_ago, long_ago)))
        for place, act in enumerate(history):
            own = act if act.id else Activity(
                1000 * (number + 1) + place, act.kind, act.occurred_at, act.known_at, act.class_, act.attributes
            )  # fmt: skip
            activities.append(OwnedActivity(number, own))
    identities = {number: number for number in range(len(people))}
    case = Case(nevadal(), nevadal_tree(), tuple(facts), tuple(activities), identities, AS_OF)
    for number, person in case.people().items():
        assert profile_of(person.facts, as_of=AS_OF) == people[number][0]
    return case


def _counted(tables: Tables, case: Case, people: int) -> list[dict[str, list[int]]]:
    names = [rule.rule.name for rule in act_rules(case.definition) if isinstance(rule.rule, BehaviourRule)]
    ages: list[dict[str, list[int]]] = [{name: [] for name in names} for _ in range(people)]
    for row in counted_acts(tables, definition=case.definition, as_of=AS_OF).to_pyarrow().to_pylist():
        if row["rule"] < len(names):
            ages[row["person_id"]][names[row["rule"]]].append(row["age"])
    return ages
