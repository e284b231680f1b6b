"""How the first rows of a list read: who they are, and what would become of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dueto.apps.base.actions.arriving import Plan
from dueto.apps.imports.rows import Row
from dueto.apps.journal.messages import packed

SHOWN = 12
TELLING = ("full_name", "email", "phone", "mobile", "company", "role", "country")


def preview_of(rows: Sequence[Row], plans: Sequence[object]) -> list[dict[str, Any]]:
    """Return the first rows as they are stored until the import begins."""
    return [_row(row, planned) for row, planned in zip(rows[:SHOWN], plans[:SHOWN], strict=True)]


def _row(row: Row, planned: object) -> dict[str, Any]:
    refused = row.refused or (planned.refused if isinstance(planned, Plan) else None)
    told = {name: row.values[name].written for name in TELLING if name in row.values}
    shown: dict[str, Any] = {
        "number": row.number, "told": told, "refused": packed(refused) if refused else None,
        "left_out": [[str(one.path[0]), packed(one.says)] for one in row.problems],
    }  # fmt: skip
    if isinstance(planned, Plan) and refused is None:
        shown["found"] = str(planned.found)
        shown["changes"] = sorted({one.value.field for one in planned.facts}) if not planned.is_new else []
    elif refused is None:
        shown["found"] = "new" if getattr(planned, "is_new", False) else "company"
    return shown
