"""The verdicts of the tables as the findings that people read."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from dueto.cli.qualify.findings import PersonFinding
from dueto.cli.qualify.leads import Leads
from dueto.domain.agreement.definition import Definition
from dueto.domain.qualification.missing import Missing
from dueto.domain.qualification.verdict import Standing

NOTHING = Missing()
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
        lacking=tuple(names for n, names in enumerate(definition.required) if row[f"lacking_{n}"]),
        disqualified_by=tuple(rule for n, rule in enumerate(definition.disqualify) if row[f"out_{n}"]),
        missing=near.get(row["person_id"]) or _behaviour(standing, definition, fit, behaviour, is_fast),
        outcome=shown.outcome,
    )


def _behaviour(standing: Standing, definition: Definition, fit: int, behaviour: int, is_fast: bool) -> Missing:
    """Return the points of behaviour that lack, of those whom no datum would help."""
    if standing is not Standing.NOT_YET or is_fast:
        return NOTHING
    least = definition.qualified
    if least.behaviour is not None and behaviour < least.behaviour:
        return Missing(behaviour=least.behaviour - behaviour)
    return Missing(behaviour=0 if least.total is None else max(0, least.total - fit - behaviour))
