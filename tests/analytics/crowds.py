"""A random agreement with the histories of a crowd, as tables and as the values of the reference."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa

from dueto.analytics.judge.acts import RENAMED
from dueto.analytics.tables import Tables
from dueto.domain.conditions.activities import ATTRIBUTE_LABELS
from dueto.domain.qualification.history import profile_of
from dueto.domain.qualification.judge import judge
from tests.domain.random_cases import (
    Case,
    OwnedActivity,
    OwnedFact,
    random_activity,
    random_case,
    random_fact,
    random_instants,
)
from tests.domain.random_documents import KINDS, PROFILE_FIELDS, days_named

ZONES = (UTC, ZoneInfo("America/Lima"), ZoneInfo("Australia/Lord_Howe"))
IDENTITIES = 60
PER_IDENTITY = 7
COLUMNS = tuple(sorted(RENAMED.get(name, name) for name in ATTRIBUTE_LABELS))
TIME = pa.timestamp("us")


def crowd(place: int) -> Case:
    """Return the crowd number `place`: one random agreement, many people with random histories."""
    rng = Random(f"crowd/{place}")
    case = random_case(rng)
    definition = case.definition
    instants = random_instants(rng, case.agreement.zone, case.as_of, days_named(case.document["definitions"][0]))
    today = case.as_of.astimezone(case.agreement.zone).date()
    as_of = case.as_of.astimezone(rng.choice(ZONES))
    identities = {identity: rng.choice((identity, rng.randint(1, identity))) for identity in range(1, IDENTITIES + 1)}
    ids = rng.sample(range(1, 10_000), 2 * PER_IDENTITY * IDENTITIES)
    fields = definition.fields() or PROFILE_FIELDS
    kinds = [rule.activity for rule in (*definition.behaviour, *definition.fast_track)] or KINDS
    half = len(ids) // 2
    return Case(
        case.agreement,
        case.document,
        tuple(
            OwnedFact(rng.randint(1, IDENTITIES), random_fact(rng, number, fields, instants, case.as_of, today))
            for number in ids[:half]
        ),
        tuple(
            OwnedActivity(rng.randint(1, IDENTITIES), random_activity(rng, number, kinds, instants, case.as_of))
            for number in ids[half:]
        ),
        identities,
        as_of,
    )


def tables_of(case: Case, *, on: ibis.BaseBackend) -> Tables:
    """Return the history of the case as tables on the engine `on`."""
    facts = [
        {"fact_id": own.fact.id, "identity_id": own.identity, "field": own.fact.field, "value": own.fact.value}
        | {"occurred_at": naive(own.fact.occurred_at), "known_at": naive(own.fact.known_at)}
        for own in case.facts
    ]
    activities = [
        {"activity_id": own.activity.id, "identity_id": own.identity, "kind": own.activity.kind}
        | {"occurred_at": naive(own.activity.occurred_at), "known_at": naive(own.activity.known_at)}
        | {"class": own.activity.class_.value}
        | {RENAMED.get(name, name): value for name, value in own.activity.attributes.items()}
        for own in case.activities
    ]
    identities = [{"identity_id": identity, "person_id": person} for identity, person in case.identities.items()]
    return Tables(
        on.create_table("identities", pa.Table.from_pylist(identities, schema=IDENTITY_SCHEMA), overwrite=True),
        on.create_table("facts", pa.Table.from_pylist(facts, schema=FACT_SCHEMA), overwrite=True),
        on.create_table("activities", pa.Table.from_pylist(activities, schema=ACTIVITY_SCHEMA), overwrite=True),
    )


def naive(instant: datetime) -> datetime:
    """Return an instant as the tables hold it: UTC without a zone."""
    return instant.astimezone(UTC).replace(tzinfo=None)


IDENTITY_SCHEMA = pa.schema({"identity_id": pa.int64(), "person_id": pa.int64()})
FACT_SCHEMA = pa.schema(
    {"fact_id": pa.int64(), "identity_id": pa.int64(), "field": pa.string(), "value": pa.string()}
    | {"occurred_at": TIME, "known_at": TIME}
)
ACTIVITY_SCHEMA = pa.schema(
    {"activity_id": pa.int64(), "identity_id": pa.int64(), "kind": pa.string(), "class": pa.string()}
    | {"occurred_at": TIME, "known_at": TIME}
    | {column: pa.string() for column in COLUMNS}
)


def reference_rows(case: Case) -> dict[int, dict[str, object]]:
    """Return what the reference says of everybody, in the columns of the set-based judge."""
    rows: dict[int, dict[str, object]] = {}
    for number, person in case.people().items():
        verdict = judge(
            case.definition,
            profile=profile_of(person.facts, as_of=case.as_of),
            activities=person.activities,
            as_of=case.as_of,
        )
        required, disqualify = case.definition.required, case.definition.disqualify
        rows[number] = {
            "person_id": number,
            **{f"fit_{n}": line.points for n, line in enumerate(verdict.fit_lines)},
            **{f"behaviour_{n}": line.points for n, line in enumerate(verdict.behaviour_lines)},
            **{f"lacking_{n}": names in verdict.lacking for n, names in enumerate(required)},
            **{f"out_{n}": rule in verdict.disqualified_by for n, rule in enumerate(disqualify)},
            "fit": verdict.fit,
            "behaviour": verdict.behaviour,
            "total": verdict.total,
            "is_fast": verdict.is_fast,
            "qualified": verdict.qualified,
            "standing": verdict.standing.value,
        }
    return rows
