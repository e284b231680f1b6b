"""The verdicts of the tables as the findings that people read."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from dueto.cli.qualify.findings import PersonFinding
from dueto.cli.qualify.leads import Leads
from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.missing import Missing, behaviour_short
from dueto.domain.qualification.verdict import Standing

ORDER = {Standing.QUALIFIED: 0, Standing.NOT_YET: 1, Standing.DISQUALIFIED: 2}


def people_of(
    verdicts: ir.Table, *, leads: Leads, definition: Definition, near: Mapping[object, Missing]
) -> list[PersonFinding]:
    """Return everybody in order of merit: by verdict, those who are near first, then by total, then by id."""
    people: list[PersonFinding] = []
    for batch in verdicts.to_pyarrow().to_batches():
        columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
        for place in range(batch.num_rows):
            people.append(_finding({name: values[place] for name, values in columns.items()}, leads, definition, near))
    return sorted(people, key=_merit)


def _merit(person: PersonFinding) -> tuple[int, bool, int, str]:
    return ORDER[person.standing], not person.missing.is_one_datum, -person.total, person.person


def _finding(
    row: dict[str, object], leads: Leads, definition: Definition, near: Mapping[object, Missing]
) -> PersonFinding:
    shown = leads.shown[str(row["person_id"])]
    fit, behaviour, total = (int(str(row[name])) for name in ("fit", "behaviour", "total"))
    standing = Standing(str(row["standing"]))
    is_fast = bool(row["is_fast"])
    lacking = tuple(names for n, names in enumerate(definition.required) if row[f"lacking_{n}"])
    short = 0
    if standing is Standing.NOT_YET:
        short = behaviour_short(definition, fit=fit, behaviour=behaviour, is_fast=is_fast, is_complete=not lacking)
    return PersonFinding(
        person=str(row["person_id"]),
        name=shown.name,
        company=shown.company,
        role=shown.role,
        source=shown.source,
        standing=standing,
        fit=fit,
        behaviour=behaviour,
        total=total,
        is_fast=is_fast,
        fit_points=tuple(int(str(row[f"fit_{n}"])) for n in range(len(definition.fit))),
        behaviour_points=tuple(int(str(row[f"behaviour_{n}"])) for n in range(len(definition.behaviour))),
        lacking=lacking,
        disqualified_by=tuple(rule for n, rule in enumerate(definition.disqualify) if row[f"out_{n}"]),
        missing=near.get(row["person_id"]) or Missing(behaviour=short),
        outcome=shown.outcome,
    )
