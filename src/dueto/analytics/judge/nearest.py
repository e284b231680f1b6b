"""What everybody is missing: people who lack alike are one pattern, and each pattern is worked out once.

A million people fall into a few thousand patterns: which fields are unknown, the fit so far, and what is known of
the fields that share a condition with others. The reference works out one person of each (design section 4, rule 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, cast

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from dueto.analytics.judge.conditions import column_for
from dueto.analytics.judge.profiles import column_of, profiles
from dueto.analytics.tables import Tables
from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.condition import atoms_of, fields_of
from dueto.domain.conditions.fields import Field
from dueto.domain.qualification.history import day_of
from dueto.domain.qualification.missing import DIRECTORS, Missing, missing_for

ROLE = "role"


def nearest(
    tables: Tables, verdicts: ir.Table, *, definition: Definition, fields: Mapping[str, Field], as_of: datetime
) -> Iterator[tuple[object, Missing]]:
    """Yield each person who would qualify today if some unknown fields were known, with the sets of those fields.

    `verdicts` is what `judge_everybody` said of the same tables at the same instant.
    """
    names = tuple(dict.fromkeys((*definition.fields(), ROLE)))
    near = _near(verdicts, definition)
    known = near.left_join(profiles(tables, fields=names, as_of=as_of), "person_id").drop("person_id_right").cache()
    people = known.select("person_id", pattern=_pattern(known, definition=definition, as_of=as_of)).to_pyarrow()
    patterns = people["pattern"].combine_chunks().dictionary_encode()
    examples = _examples(known, people["person_id"].take(_first_of_each(patterns)))
    ways = [
        missing_for(
            definition,
            profile={name: row[column_of(name)] for name in names if row[column_of(name)] is not None},
            fit=row["fit"],
            behaviour=row["behaviour"],
            is_fast=row["is_fast"],
            fields=fields,
            today=day_of(as_of, definition.zone),
        )
        for row in examples
    ]
    for person, place in zip(people["person_id"].to_pylist(), patterns.indices.to_pylist(), strict=True):
        if ways[place].fields:
            yield person, ways[place]


def _near(verdicts: ir.Table, definition: Definition) -> ir.Table:
    """Return those whom more data could qualify: not out, and nothing lacking in what they do."""
    least = definition.qualified.behaviour
    is_active = ibis.literal(True) if least is None else verdicts.is_fast | (verdicts.behaviour >= least)
    return verdicts.filter(verdicts.standing == "not_yet", is_active).select("person_id", "fit", "behaviour", "is_fast")


def _pattern(known: ir.Table, *, definition: Definition, as_of: datetime) -> ir.StringValue:
    """Return everything on which the answer depends, as one text."""
    columns = {name: known[column_of(name)] for name in (*definition.fields(), ROLE)}
    today = day_of(as_of, definition.zone)
    shared = [atom for when in definition.conditions() if len(fields_of(when)) > 1 for atom in atoms_of(when)]
    needed = known.behaviour if definition.qualified.total is not None else ibis.literal(0)
    parts = [
        known.fit.cast("string"),
        ibis.ifelse(known.is_fast, "fast", needed.cast("string")),
        _truth(reduce(or_, [columns[ROLE].contains(word) for word in DIRECTORS])),
        *(_truth(columns[name].isnull()) for name in definition.fields()),
        *(_truth(column_for(atom, columns=columns, today=today)) for atom in dict.fromkeys(shared)),
    ]
    return reduce(lambda left, right: left + "|" + right, parts)


def _truth(answer: ir.BooleanValue) -> ir.StringValue:
    return ibis.ifelse(answer.isnull(), "?", ibis.ifelse(answer, "y", "n"))


def _first_of_each(patterns: pa.DictionaryArray) -> pa.Array:
    """Return, for each pattern in the order of the dictionary, the place of one who has it."""
    places = pa.table({"pattern": patterns.indices, "place": pa.array(range(len(patterns)), pa.int64())})
    firsts = places.group_by("pattern").aggregate([("place", "min")]).sort_by("pattern")
    return firsts["place_min"].combine_chunks()


def _examples(known: ir.Table, people: pa.ChunkedArray) -> list[dict[str, Any]]:
    rows = known.filter(known.person_id.isin(people.to_pylist())).to_pyarrow()
    order = pc.index_in(people, rows["person_id"].combine_chunks())
    return cast(list[dict[str, Any]], rows.take(order).to_pylist())
