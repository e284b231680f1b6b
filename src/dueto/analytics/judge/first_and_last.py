"""The value that goes with the first or the last moment; ties go to the smaller id for first, the larger for last.

Ibis' own `argmin` and `argmax` sort every group to decide between NULLs, and structs as keys are compared as blobs:
each costs several times as much as one whole number that says both when and which. DuckDB makes that number a 128-bit
one; an engine without those will need its own form of `moment`.
"""

from __future__ import annotations

from typing import Any, Protocol, cast

import ibis
import ibis.expr.types as ir

IDS = 2**63
"""More than there are ids; as it does not fit 64 bits, what it is multiplied with becomes a number of 128."""


class Picks(Protocol):
    """An aggregate that takes one value of a group by its moment."""

    def __call__(self, value: ir.Value, moment: ir.Value, *, where: ir.Value | None = None) -> ir.Value: ...


def _builtin(name: str, value: str) -> Picks:
    def picked(value: Any, moment: Any) -> Any: ...

    return cast(Picks, ibis.udf.agg.builtin(picked, name=name, signature=((value, "int64"), value)))


last_text = _builtin("max_by", "string")
first_number = _builtin("min_by", "int32")


@ibis.udf.scalar.builtin(name="epoch_us", signature=(("timestamp",), "int64"))  # type: ignore[untyped-decorator]
def _microseconds(instant: Any) -> Any: ...


def moment(known_at: ir.TimestampColumn, id_: ir.IntegerColumn) -> ir.IntegerColumn:
    """Return when something became known and, behind it, its id: one number, in the order of both."""
    return _microseconds(known_at.cast("timestamp")) * ibis.literal(IDS, "uint64") + id_
