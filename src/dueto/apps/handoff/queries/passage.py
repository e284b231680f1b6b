"""One hand-off whole: whose it is, what stage it stands in, its clocks, attempts, moves, returns, colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from dueto.apps.base.queries.who import Origin, Who, origin_of, who
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.queries.case import Case, case_of
from dueto.apps.handoff.queries.faces import Face, face_of
from dueto.apps.handoff.queries.returns import Returned, returned
from dueto.apps.journal.messages import unpacked
from dueto.domain.basics.message import Message
from dueto.domain.lifecycle.silence import SILENCE

if TYPE_CHECKING:
    from dueto.apps.leads.models import Lead


@dataclass(frozen=True, slots=True)
class Made:
    """One attempt that was made."""

    by: str
    channel: str
    result: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """One step that was taken, by whom (nobody: Dueto) and why."""

    by: str
    because: Message
    to: str
    is_backward: bool
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """A colleague of the company who joined."""

    person_id: int
    name: str
    role: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Sale:
    """What sales expects of it."""

    amount: Decimal | None
    currency: str
    opened_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """Everything about one hand-off."""

    handoff_id: int
    lead_id: int
    who: Who
    origin: Origin | None
    case: Case
    definition: str
    number: int
    state: str
    stage: str
    is_fast: bool
    is_open: bool
    executive_id: int | None
    executive: str
    why: tuple[Message, ...]
    crossed_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    meeting_at: datetime | None
    first_contact_at: datetime | None
    next_attempt_at: datetime | None
    deferred_until: date | None
    end: str
    end_reason: str
    to_whom: str
    earliest: date | None
    clocks: tuple[Face, ...]
    attempts: tuple[Made, ...]
    moves: tuple[Moved, ...]
    returns: tuple[Returned, ...]
    contacts: tuple[Joined, ...]
    sale: Sale | None

    @property
    def fell_silent(self) -> bool:
        """Whether it was recycled because sales did nothing any more."""
        return self.end_reason == SILENCE

    @property
    def is_to_answer(self) -> bool:
        """Whether sales has to accept or return it."""
        return self.state == "sent"

    @property
    def is_accepted(self) -> bool:
        """Whether it is accepted and no sales opportunity yet."""
        return self.is_open and self.stage == "accepted"

    @property
    def is_selling(self) -> bool:
        """Whether it is a sales opportunity, also one that waits."""
        return self.is_open and self.stage in ("opportunity", "deferred")

    @property
    def is_deferred(self) -> bool:
        """Whether it waits for a day."""
        return self.is_open and self.stage == "deferred"

    @property
    def face(self) -> Face | None:
        """The clock of sales that presses most."""
        running = [clock for clock in self.clocks if not clock.is_done and clock.side == "sales"]
        return min(running, key=lambda clock: (clock.due_at is None, clock.due_at or clock.started_at), default=None)

    @property
    def last_attempt(self) -> Made | None:
        """The newest attempt."""
        return self.attempts[0] if self.attempts else None

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that reach this contact."""
        return (*(("call", "whatsapp") if self.who.phone else ()), *(("mail",) if self.who.email else ()))


def passage_of(handoff: Handoff, *, as_of: datetime) -> Passage:
    """Return everything about a hand-off that `access.handoff_for` gave. Eight queries."""
    lead = handoff.lead
    case = case_of(lead, as_of=as_of)
    clocks = handoff.clocks.select_related("owed_by").prefetch_related("owed_by__absences")
    return Passage(
        handoff_id=handoff.pk, lead_id=lead.pk, who=who(lead.person), origin=origin_of(lead.origin),
        case=case, definition=lead.definition, number=lead.passage, state=handoff.state, stage=lead.stage,
        is_fast=handoff.is_fast, is_open=lead.is_open, executive_id=handoff.executive_id,
        executive=handoff.executive.name if handoff.executive else "", why=_messages(handoff.why),
        crossed_at=lead.crossed_at, sent_at=handoff.sent_at, answered_at=handoff.answered_at,
        meeting_at=handoff.meeting_at, first_contact_at=handoff.first_contact_at,
        next_attempt_at=handoff.next_attempt_at, deferred_until=lead.deferred_until, end=lead.end,
        end_reason=lead.end_reason, to_whom=lead.to_whom, earliest=lead.earliest,
        clocks=tuple(
            face_of(clock, agreement=case.agreement, as_of=as_of) for clock in clocks.order_by("started_at", "id")
        ),
        attempts=_attempts(handoff), moves=_moves(lead),
        returns=tuple(
            returned(row)
            for row in handoff.returns.select_related("by", "answered_by").order_by("-returned_at", "-id")
        ),
        contacts=_contacts(lead), sale=_sale(lead),
    )  # fmt: skip


def _attempts(handoff: Handoff) -> tuple[Made, ...]:
    rows = handoff.attempts.select_related("by").order_by("-happened_at", "-id")
    return tuple(Made(row.by.name, row.channel, row.result, row.happened_at) for row in rows)


def _moves(lead: Lead) -> tuple[Moved, ...]:
    """Return the moves, the newest first; steps taken at once for one reason are one move."""
    told: list[Moved] = []
    for row in lead.moves.select_related("by").order_by("-happened_at", "-id"):
        said = unpacked(row.because)
        if isinstance(said, Message):
            one = Moved(row.by.name if row.by else "", said, row.to, row.is_backward, row.happened_at)
            if not (told and one.happened_at == told[-1].happened_at and str(one.because) == str(told[-1].because)):
                told.append(one)
    return tuple(told)


def _contacts(lead: Lead) -> tuple[Joined, ...]:
    rows = lead.contacts.select_related("person__card").order_by("joined_at", "id")
    cards = [(row, getattr(row.person, "card", None)) for row in rows]
    return tuple(
        Joined(row.person_id, card.full_name if card else "", card.role if card else "", row.joined_at)
        for row, card in cards
    )


def _sale(lead: Lead) -> Sale | None:
    sale = getattr(lead, "opportunity", None)
    return Sale(sale.amount, sale.currency, sale.opened_at, sale.updated_at) if sale else None


def _messages(kept: object) -> tuple[Message, ...]:
    said = unpacked(kept)
    return tuple(one for one in said if isinstance(one, Message)) if isinstance(said, tuple) else ()
