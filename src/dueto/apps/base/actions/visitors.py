"""The browsers that came through the fast door: found or made many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.actions.agents import LONGEST, agents_kept
from dueto.apps.base.models import Handle, Identity
from dueto.apps.journal.bulk import append, execute_many


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser: whose it is, whether two people share it, and where it first came from."""

    identity_id: int
    person_id: int | None
    is_shared: bool
    origin_id: int | None


def visitors_of(
    seen: Iterable[tuple[str, int]], *, at: datetime, agents: Mapping[str, str] | None = None
) -> dict[str, Visitor]:
    """Return the visitors by their id; `seen` gives, in order, each with the source it came from.

    `agents` says as what browser each came; that of the first visit is kept.

    The first touch is kept for ever: it is set where there is none yet, and never overwritten.
    """
    first: dict[str, int] = {}
    for value, source_id in seen:
        first.setdefault(value, source_id)
    known = _known(first)
    unplaced = {value: visitor for value, visitor in known.items() if visitor.origin_id is None}
    execute_many(
        "UPDATE base_identity SET origin_id = %s WHERE id = %s",
        ((first[value], visitor.identity_id) for value, visitor in unplaced.items()),
    )
    for value, visitor in unplaced.items():
        known[value] = Visitor(visitor.identity_id, visitor.person_id, visitor.is_shared, first[value])
    if new := [value for value in first if value not in known]:
        known |= _made(new, first, agents or {}, at=at)
    return known


def _known(values: Iterable[str]) -> dict[str, Visitor]:
    rows = Handle.objects.filter(kind="visitor", value__in=list(values)).values_list(
        "value", "identity_id", "identity__person_id", "identity__is_shared", "identity__origin_id"
    )
    return {value: Visitor(identity, person, is_shared, origin) for value, identity, person, is_shared, origin in rows}


def _made(values: list[str], sources: dict[str, int], agents: Mapping[str, str], *, at: datetime) -> dict[str, Visitor]:
    kept = agents_kept(agents.get(value, "") for value in values)
    made = Identity.objects.bulk_create(
        [
            Identity(
                kind="visitor", origin_id=sources[value], created_at=at, agent=kept.get(agents.get(value, "")[:LONGEST])
            )
            for value in values
        ]
    )  # fmt: skip
    append(
        Handle, ("identity_id", "kind", "value"),
        [(one.pk, "visitor", value) for one, value in zip(made, values, strict=True)],
    )  # fmt: skip
    return {value: Visitor(one.pk, None, False, sources[value]) for one, value in zip(made, values, strict=True)}
