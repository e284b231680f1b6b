"""One person's leads: each passage from crossing to its end, with its steps, its hand-off and its attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from dueto.apps.base.queries.together import together
from dueto.apps.journal.messages import unpacked
from dueto.apps.leads.models import Contact, Lead, Move
from dueto.domain.basics.message import Value
from dueto.domain.lifecycle.silence import SILENCE

if TYPE_CHECKING:
    from dueto.apps.handoff.models import Handoff


@dataclass(frozen=True, slots=True)
class Step:
    """One step that a lead took."""

    name: str
    to: str
    is_backward: bool
    because: Value
    by: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt to reach the contact."""

    by: str
    channel: str
    result: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """One lead. Without a hand-off it has not been handed over."""

    id: int
    number: int
    definition: str
    version: int
    stage: str
    crossed_at: datetime
    fit: int
    behaviour: int
    is_fast: bool
    ended_at: datetime | None
    end: str
    end_reason: str
    handoff_id: int | None
    handoff_state: str
    sent_at: datetime | None
    executive_id: int | None
    executive: str
    steps: tuple[Step, ...]
    attempts: tuple[Tried, ...]

    @property
    def fell_silent(self) -> bool:
        """Whether it was recycled because sales did nothing any more."""
        return self.end_reason == SILENCE

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Joined:
    """The open lead of a colleague that somebody joined as a contact."""

    person_id: int
    name: str
    joined_at: datetime


def passages(person_id: int) -> tuple[Passage, ...]:
    """Return the leads of one person and of all merged into them, the newest first. Three queries."""
    moves = Prefetch("moves", Move.objects.select_related("by").order_by("happened_at", "id"))
    leads = Lead.objects.filter(person__in=together([person_id])).select_related("agreement", "handoff__executive")
    return tuple(
        _passage(lead) for lead in leads.prefetch_related(moves, "handoff__attempts__by").order_by("-crossed_at", "-id")
    )


def joined(person_id: int) -> tuple[Joined, ...]:
    """Return whose open leads somebody joined as a contact. One query."""
    rows = Contact.objects.filter(person__in=together([person_id]), lead__ended_at=None).select_related(
        "lead__person__card"
    )
    return tuple(
        Joined(row.lead.person_id, getattr(getattr(row.lead.person, "card", None), "full_name", ""), row.joined_at)
        for row in rows.order_by("-joined_at", "-id")
    )


def _passage(lead: Lead) -> Passage:
    handoff: Handoff | None = getattr(lead, "handoff", None)
    executive = handoff.executive if handoff else None
    attempts = sorted(handoff.attempts.all(), key=lambda one: (one.happened_at, one.pk)) if handoff else []
    return Passage(
        id=lead.pk,
        number=lead.passage,
        definition=lead.definition,
        version=lead.agreement.number,
        stage=lead.stage,
        crossed_at=lead.crossed_at,
        fit=lead.fit,
        behaviour=lead.behaviour,
        is_fast=lead.is_fast,
        ended_at=lead.ended_at,
        end=lead.end,
        end_reason=lead.end_reason,
        handoff_id=handoff.pk if handoff else None,
        handoff_state=handoff.state if handoff else "",
        sent_at=handoff.sent_at if handoff else None,
        executive_id=executive.pk if executive else None,
        executive=executive.name if executive else "",
        steps=tuple(_step(move) for move in lead.moves.all()),
        attempts=tuple(Tried(one.by.name, one.channel, one.result, one.happened_at) for one in attempts),
    )


def _step(move: Move) -> Step:
    by = move.by.name if move.by else ""
    return Step(move.step, move.to, move.is_backward, unpacked(move.because or ""), by, move.happened_at)
