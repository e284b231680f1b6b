"""The profile of everybody as it was known at an instant: one row a person, one column of text a field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import ibis.expr.types as ir

from dueto.analytics.judge.first_and_last import last_text, moment
from dueto.analytics.tables import Tables, stored

WITHDRAWN = ""


def column_of(field: str) -> str:
    """Return the column of a field: a name of its own, whatever a company calls its fields."""
    return f"field {field}"


def profiles(tables: Tables, *, fields: Sequence[str], as_of: datetime) -> ir.Table:
    """Return person_id and `column_of` each of `fields`: the fact known last, then the larger id; NULL if unknown."""
    instant = stored(as_of)
    known = tables.facts.filter(tables.facts.known_at <= instant, tables.facts.field.isin(list(fields))).join(
        tables.identities, "identity_id"
    )
    latest = known.group_by("person_id", "field").aggregate(
        value=last_text(known.value.fill_null(WITHDRAWN), moment(known.known_at, known.fact_id)).nullif(WITHDRAWN)
    )
    return latest.group_by("person_id").aggregate(
        **{column_of(name): latest.value.max(where=latest.field == name) for name in fields}
    )
