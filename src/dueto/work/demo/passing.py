"""One passage as it is told: each step asked of the table of moves, each row taken down as it comes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, TypeAlias

from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.lifecycle.attempts import Attempt
from dueto.domain.lifecycle.crossing import wakes_at
from dueto.domain.lifecycle.moves import Moved, Refused, move
from dueto.domain.lifecycle.reasons import Agreed
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Ended, Judged, Standing, Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind

Row: TypeAlias = dict[str, Any]
SALES_OWES: Final = frozenset({Kind.ANSWER, Kind.FIRST_CONTACT, Kind.ATTEMPTS, Kind.UPDATE, Kind.PREPARE})
NOTHING_TOLD: Final = Told()


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the agreement under which somebody crossed."""

    id: int
    agreement: Agreement
    agreed: Agreed


@dataclass(slots=True)
class Passing:
    """One passage: its lead, its hand-off and all that hangs on them, as rows that do not know their ids yet."""

    version: Version
    lead: Row
    standing: Standing
    launch: datetime
    handoff: Row = field(default_factory=dict)
    opportunity: Row = field(default_factory=dict)
    moves: list[Row] = field(default_factory=list)
    attempts: list[Row] = field(default_factory=list)
    returns: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    notices: list[Row] = field(default_factory=list)

    def take(self, step: Step, *, at: datetime, by: int | None = None, told: Told = NOTHING_TOLD) -> Moved:
        """Return where a step led; a step that the table does not allow is a mistake of whoever tells the story."""
        tried = tuple(
            Attempt(one["happened_at"], one["channel"])
            for one in self.attempts
            if one["result"] not in ("talked", "no_contact")
        )
        moved = move(lead=replace(self.standing, told=told, attempts=tried), step=step, as_of=at)
        if isinstance(moved, Refused):
            raise ValueError(f"{step} at {at}: {moved.reason} for {self.lead}")
        self._enter(moved)
        self.moves += [
            {
                "step": str(one),
                "came_from": str(moved.came_from),
                "to": str(moved.to),
                "is_backward": moved.is_backward,
                "because": packed(moved.because),
                "by_id": by,
                "happened_at": at,
            }
            for one in moved.steps
        ]
        if not moved.opens:
            details = {"steps": [str(one) for one in moved.steps], "to": str(moved.to)}
            self.note(Tag.LEAD_MOVED, "lead", at=at, by=by, **details, because=packed(moved.because))
        return moved

    def note(self, tag: Tag, subject: str, *, at: datetime, by: int | None = None, **details: Any) -> None:
        """Take down a decision."""
        self.entries.append({"tag": tag, "subject": subject, "happened_at": at, "by_id": by, "details": details})

    def run(self, kind: Kind, *, at: datetime, agreed_at: datetime | None = None) -> None:
        """Start a clock."""
        self.clocks.append({"kind": kind, "started_at": at, "stopped_at": None, "agreed_at": agreed_at})

    def halt(self, *kinds: Kind, at: datetime) -> None:
        """Stop the clocks of these kinds that run."""
        for clock in self.clocks:
            if clock["kind"] in kinds and clock["stopped_at"] is None:
                clock["stopped_at"] = at

    def _enter(self, moved: Moved) -> None:
        self.lead |= {
            "stage": str(moved.to),
            "entered_at": moved.at,
            "preparation_due": moved.preparation_due,
            "deferred_until": moved.until,
        }
        if moved.handoff is not None:
            self.handoff["state"] = str(moved.handoff)
        if moved.ended is not None:
            self._end(moved.ended)
        self.standing = replace(
            self.standing,
            stage=moved.to,
            handoff=moved.handoff,
            last=moved.ended or self.standing.last,
            preparation_due=moved.preparation_due,
        )

    def _end(self, ended: Ended) -> None:
        wakes = wakes_at(ended, zone=self.version.agreement.zone)
        self.lead |= {
            "ended_at": ended.at,
            "end": str(ended.how),
            "end_reason": ended.reason,
            "then": str(ended.then or ""),
            "to_whom": ended.to_whom,
            "counts": ended.counts,
            "earliest": ended.earliest,
            "wakes_at": wakes if wakes is not None and wakes > self.launch else None,
        }


def begin(
    version: Version, *, lead: Row, at: datetime, before: Standing | None, launch: datetime, is_fast: bool
) -> Passing:
    """Return the passage of somebody who meets the definition at `at`; `before` is how an earlier one left them."""
    standing = before or Standing(stage=Stage.PROSPECT, zone=version.agreement.zone)
    closed = standing.stage in (Stage.WON, Stage.LOST)
    standing = replace(
        standing,
        handoff=standing.handoff if closed else None,
        simple=True,
        agreed=version.agreed,
        judged=Judged(qualified=True, newest_positive_at=at, newest_fast_at=at if is_fast else None),
    )
    return Passing(version, {**lead, "agreement_id": version.id, "crossed_at": at}, standing, launch)
