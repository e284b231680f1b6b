"""The value that goes with the first or the last moment; ties go to the smaller id for first, the larger for last.

Ibis' own `argmin` and `argmax` sort every group to decide between NULLs, and structs as keys are compared as blobs:
each costs several times as much as one number that says both when and which.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

import ibis
import ibis.expr.types as ir

MICROSECONDS = {"duckdb": "epoch_us", "pyspark": "unix_micros"}
IDS = 10**12
"""More than there are ids in one table."""


class Picks(Protocol):
    """An aggregate that takes one value of a group by its moment."""

    def __call__(self, value: ir.Value, moment: ir.Value, *, where: ir.Value | None = None) -> ir.Value: ...


def _builtin(name: str, value: str) -> Picks:
    def picked(value: Any, moment: Any) -> Any: ...

    signature = ((value, "decimal(38, 0)"), value)
    return cast(Picks, ibis.udf.agg.builtin(picked, name=name, signature=signature))


last_text = _builtin("max_by", "string")
first_number = _builtin("min_by", "int32")


def moment(known_at: ir.TimestampColumn, id_: ir.IntegerColumn) -> ir.DecimalColumn:
    """Return when something became known and, behind it, its id: one number, in the order of both."""

    def microseconds(instant: Any) -> Any: ...

    name = MICROSECONDS[known_at.get_backend().name]
    since = ibis.udf.scalar.builtin(microseconds, name=name, signature=(("timestamp",), "int64"))
    return since(known_at.cast("timestamp")).cast("decimal(38, 0)") * ibis.literal(IDS, "decimal(13, 0)") + id_
