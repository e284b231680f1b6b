"""Which value holds when two become one: field by field, as a fact that says that a merge wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dueto.apps.base.models import Fact, Identity, Person, PersonalValue
from dueto.apps.base.queries.together import first_touch

SOURCE = "merge"
FIRST_TOUCH = frozenset({"source", "campaign"})
"""Fields of which nothing is chosen: where somebody first came from is never overwritten, so the earlier stands."""


def choose(
    kept: Person, gone: Person, choices: Mapping[str, str], *, at: datetime
) -> tuple[dict[str, Any], int | None]:
    """Return what to put back when they come apart, and the company that holds. Call it before identities go over.

    By itself the value that became known last holds, as everywhere. Where the other side was chosen, its value is
    written once more, so that it is the last. Of `FIRST_TOUCH` the value of whoever came first holds, always.
    """
    last = {"kept": _last_facts(kept), "gone": _last_facts(gone)}
    came = {side: (first_touch(one.pk).created_at, one.pk) for side, one in (("kept", kept), ("gone", gone))}
    first = min(came, key=lambda side: came[side])
    choices = {**choices, **dict.fromkeys(FIRST_TOUCH, first)}
    again: list[Fact] = []
    for field, side in choices.items():
        chosen, other = last[side].get(field), last["gone" if side == "kept" else "kept"].get(field)
        if chosen is None or other is None or (chosen.known_at, chosen.pk) > (other.known_at, other.pk):
            continue
        again.append(chosen)
    company_id = _company(kept, gone, last, choices)
    undo = {"company_before": kept.company_id, "company_set": company_id}
    return (undo | {"identity": _written(again, kept, at=at)} if again else undo), company_id


def _last_facts(person: Person) -> dict[str, Fact]:
    rows = Fact.objects.filter(identity__person=person).order_by("known_at", "id")
    return {row.field: row for row in rows}


def _written(chosen: Iterable[Fact], kept: Person, *, at: datetime) -> int:
    """Return the identity of this merge alone, under which the chosen facts are written once more."""
    identity = Identity.objects.create(person=kept, kind=SOURCE, created_at=at)
    for fact in chosen:
        Fact.objects.create(
            identity=identity, field=fact.field, value=fact.value, written=fact.written, source=SOURCE,
            occurred_at=fact.occurred_at, known_at=at,
        )  # fmt: skip
        own = PersonalValue.objects.filter(identity=fact.identity_id, field=fact.field, known_at=fact.known_at)
        personal = own.order_by("-id").first()
        if personal is not None:
            PersonalValue.objects.create(
                identity=identity, field=fact.field, value=personal.value, occurred_at=fact.occurred_at, known_at=at
            )
    return identity.pk


def _company(
    kept: Person, gone: Person, last: Mapping[str, Mapping[str, Fact]], choices: Mapping[str, str]
) -> int | None:
    """Return the company of the side that was chosen; else of the one that named its company last, if both have one."""
    side = choices.get("company")
    if side is None and kept.company_id and gone.company_id:
        told = {who: facts["company"] for who, facts in last.items() if "company" in facts}
        side = max(told, key=lambda who: (told[who].known_at, told[who].pk), default="kept")
    if side == "gone":
        return gone.company_id or kept.company_id
    return kept.company_id or gone.company_id
