"""Passages written down: leads first, then what hangs on them, then the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from dueto.apps.handoff import seeding as handoffs
from dueto.apps.handoff.seeding import Run
from dueto.apps.journal.seeding import write_entries
from dueto.apps.journal.tags import Tag
from dueto.apps.leads import seeding as leads
from dueto.work.demo.passing import Passing

FRESH: Final = timedelta(days=4)
"""Notices older than this have been read."""


def write_passages(passages: Sequence[Passing], *, launch: datetime) -> None:
    """Write down every passage as it stands at `launch`."""
    lead_ids = leads.write("Lead", (one.lead for one in passages))
    leads.write("Move", (move | {"lead_id": pk} for pk, one in _each(lead_ids, passages) for move in one.moves))
    sold = [(pk, one) for pk, one in _each(lead_ids, passages) if one.opportunity]
    leads.write("Opportunity", (one.opportunity | {"lead_id": pk} for pk, one in sold))
    ids = handoffs.write("Handoff", (one.handoff | {"lead_id": pk} for pk, one in _each(lead_ids, passages)))
    handoffs.write("Attempt", _hung(ids, passages, "attempts"))
    returns = iter(handoffs.write("Return", _hung(ids, passages, "returns")))
    for one in passages:
        for given in one.returns:
            given["id"] = next(returns)
    handoffs.write("Notice", _notices(ids, passages, launch=launch))
    clocks = handoffs.write_clocks((run for pk, one in _each(ids, passages) for run in _runs(pk, one)), as_of=launch)
    handoffs.settle_turns()
    handoffs.listen()
    write_entries(
        [
            *(
                entry
                for lead, pk, one in zip(lead_ids, ids, passages, strict=True)
                for entry in _entries(lead, pk, one)
            ),
            *_missed(clocks, dict(_each(ids, passages))),
        ]
    )
    leads.finish()
    handoffs.finish()


def _each(ids: Sequence[int], passages: Sequence[Passing]) -> Iterator[tuple[int, Passing]]:
    return zip(ids, passages, strict=True)


def _hung(ids: Sequence[int], passages: Sequence[Passing], name: str) -> Iterator[dict[str, Any]]:
    for pk, one in _each(ids, passages):
        for row in getattr(one, name):
            yield {"handoff_id": pk, **row}


def _notices(ids: Sequence[int], passages: Sequence[Passing], *, launch: datetime) -> Iterator[dict[str, Any]]:
    for row in _hung(ids, passages, "notices"):
        yield row if launch - row["created_at"] < FRESH else {**row, "read_at": row["created_at"]}


def _runs(handoff_id: int, passing: Passing) -> Iterator[Run]:
    handoff = passing.handoff
    for clock in passing.clocks:
        yield Run(
            handoff_id=handoff_id,
            agreement_id=passing.version.id,
            executive_id=handoff["executive_id"],
            is_fast=handoff.get("is_fast", False),
            **clock,
        )


def _entries(lead_id: int, handoff_id: int, passing: Passing) -> Iterator[dict[str, Any]]:
    about = {"person_id": passing.lead["person_id"], "agreement_id": passing.version.id}
    for entry in passing.entries:
        yield {**entry, **about, "subject_id": lead_id if entry["subject"] == "lead" else handoff_id}


def _missed(clocks: Sequence[Any], passages: dict[int, Passing]) -> Iterator[dict[str, Any]]:
    for clock in clocks:
        if clock["breached_at"] is None:
            continue
        passing = passages[clock["handoff_id"]]
        yield {
            "tag": Tag.CLOCK_MISSED,
            "subject": "handoff",
            "subject_id": clock["handoff_id"],
            "happened_at": clock["breached_at"],
            "person_id": passing.lead["person_id"],
            "agreement_id": passing.version.id,
            "details": {"clock": str(clock["kind"]), "side": clock["side"]},
        }
