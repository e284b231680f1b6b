"""What became of each row: counted, and kept with its reason where something of it was not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dueto.adapters.readers.rows import KEPT
from dueto.apps.base.actions.arriving import Plan
from dueto.apps.base.arrivals import Arrival
from dueto.apps.imports.actions.companies import Planned
from dueto.apps.imports.actions.sales import Sale
from dueto.apps.imports.models import Import, RefusedRow
from dueto.apps.imports.rows import Row
from dueto.apps.journal.messages import packed

REASONS_KEPT = 50_000
Outcome = Plan | Planned | Sale | None
"""What becomes of one row; nothing where the row itself is refused."""


def counted(row: Row, planned: Outcome, *, seen: set[int] | None) -> dict[str, int]:
    """Return what one row counts as. A trial remembers whom it `seen`, because it writes nobody down."""
    counts = {"read": 1}
    if row.problems:
        counts["cells"] = len(row.problems)
    if row.is_idle and planned is not None and getattr(planned, "refused", None) is None:
        counts["idle"] = 1
    if isinstance(planned, Planned):
        counts["new" if planned.is_new else "changed" if planned.adds else "same"] = 1
        return counts
    if isinstance(planned, Sale):
        return counts | {"by_company": 1, "changed" if planned.adds else "same": 1}
    if planned is None or planned.refused is not None:
        return counts | {"refused": 1}
    if seen is not None:
        is_met = _is_met(planned.row, seen)
        if is_met and (planned.is_new or planned.found == "row"):
            return counts | {"twice": 1}
    if planned.note:
        counts["notes"] = 1
    if planned.is_new:
        return counts | {"new": 1, "acts": len(planned.done)}
    what = {"changed" if planned.adds else "same": 1}
    return counts | {f"by_{planned.found}": 1, "acts": len(planned.done), **what}


def _is_met(row: Arrival, seen: set[int]) -> bool:
    """Return whether somebody of these keys was met, and remember them.

    Who stands in the list with a name and company alone is met once more by the first who has an address besides.
    """
    marks = {hash((key.kind, key.value if not key.shared else row.named(key).value)) for key in row.handles}
    marks.add(hash(row.key))
    named, bare = hash(("named", row.namesake)), hash(("bare", row.namesake))
    alike = {bare if row.handles else named} if row.namesake else set()
    is_met = not seen.isdisjoint(marks | alike)
    seen |= marks
    if row.handles:
        seen.discard(bare)
    elif row.namesake:
        seen.add(bare)
    if row.namesake:
        seen.add(named)
    return is_met


def keep_reasons(row: Import, rows: Sequence[Row], plans: Sequence[Outcome], counts: Counter[str]) -> None:
    """Keep why rows were refused and cells left out, up to a bound: whoever sends more has the wrong file."""
    if counts["refused"] + counts["cells"] > REASONS_KEPT:
        return
    reasons: list[RefusedRow] = []
    for one, planned in zip(rows, plans, strict=True):
        why = one.refused or (planned.refused if isinstance(planned, Plan) else None)
        if why is not None:
            reasons.append(
                RefusedRow(
                    batch_id=row.pk, number=one.number, reason=packed(why), cells=list(one.cells), stood=_stood(one)
                )
            )
        else:
            reasons += [
                RefusedRow(
                    batch_id=row.pk, number=one.number, field=str(problem.path[0])[:60], reason=packed(problem.says),
                    cells=[problem.value], person_id=_whose(planned), stood=[] if place else _stood(one),
                )
                for place, problem in enumerate(one.problems)
            ]  # fmt: skip
    RefusedRow.objects.bulk_create(reasons)


def _stood(one: Row) -> list[str]:
    """Return the cells of a row as they can be stored: no halves of letters, none longer than any that is taken."""
    return [cell[:KEPT].replace("\0", "�").encode("utf-8", "replace").decode() for cell in one.stood]


def _whose(planned: Outcome) -> int | None:
    """Return whose row it was: by that a cell that was left out is found when they are forgotten."""
    return planned.whom.person_id if isinstance(planned, Plan) and planned.whom is not None else None
