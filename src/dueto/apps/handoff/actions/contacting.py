"""Attempts to reach the contact, and the next one."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from dueto.apps.base.actions import act
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.forgetting import silence
from dueto.apps.handoff.actions.locked import UnableTo, locked
from dueto.apps.handoff.models import Attempt, Handoff
from dueto.apps.handoff.silence import heard, look_again
from dueto.apps.handoff.standings import standing_of
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.attempts import are_made
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.sla.kinds import Kind

CHANNELS = MappingProxyType({"call": "call", "whatsapp": "message", "mail": "message"})
"""The channels on which somebody is tried, each with the activity that it is."""
RESULTS = MappingProxyType(
    {
        "talked": "talked", "no_answer": "no answer", "later": "later", "assistant": "assistant",
        "wrong_number": "wrong number", "no_contact": "no contact",
    }
)  # fmt: skip
"""How an attempt went, each with the result that its activity carries."""


@transaction.atomic
def attempt(
    *, handoff_id: int, by: int, at: datetime, channel: str, result: str, next_at: datetime | None = None
) -> Attempt:
    """Return the attempt taken down: the first one stops the clock of first contact, and what was talked counts.

    Allowed while the hand-off is sent or accepted and its lead open.
    """
    if channel not in CHANNELS or result not in RESULTS:
        raise UnableTo(say("choose how the contact was tried, and how it went"))
    handoff = locked(handoff_id)
    _under_way(handoff)
    made = Attempt.objects.create(handoff=handoff, by_id=by, channel=channel, result=result, happened_at=at)
    handoff.first_contact_at = handoff.first_contact_at or at
    handoff.next_attempt_at = next_at if next_at is not None and next_at > at else None
    handoff.save(update_fields=["first_contact_at", "next_attempt_at"])
    act(
        person_id=handoff.lead.person_id, kind=CHANNELS[channel], at=at, direction="outbound", result=RESULTS[result],
        channel="" if channel == "call" else channel,
    )  # fmt: skip
    if result == "no_contact":
        silence(handoff, by=by, at=at)
    clocks.stop(handoff, _kept_by(handoff, result, at=at), at=at)
    heard(handoff, at=at)
    record(
        Tag.ATTEMPT_MADE, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        agreement_id=handoff.lead.agreement_id, details={"channel": channel, "result": result},
    )  # fmt: skip
    return made


@transaction.atomic
def plan_attempt(*, handoff_id: int, by: int, at: datetime, next_at: datetime | None) -> Handoff:
    """Return the hand-off with its next attempt planned, or none any more."""
    handoff = locked(handoff_id)
    _under_way(handoff)
    if next_at is not None and next_at <= at:
        raise UnableTo(say("the next attempt has to lie ahead"))
    handoff.next_attempt_at = next_at
    handoff.save(update_fields=["next_attempt_at"])
    look_again(handoff, at=at)
    record(
        Tag.ATTEMPT_PLANNED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        details={"next_at": next_at.isoformat() if next_at else None},
    )  # fmt: skip
    return handoff


def _kept_by(handoff: Handoff, result: str, *, at: datetime) -> set[Kind]:
    """Return which commitments this attempt keeps."""
    standing = standing_of(handoff)
    promised = standing.agreed.attempts
    is_done = promised is not None and are_made(promised, attempts=standing.attempts, zone=standing.zone, as_of=at)
    return {Kind.FIRST_CONTACT, Kind.ATTEMPTS} if result == "talked" or is_done else {Kind.FIRST_CONTACT}


def _under_way(handoff: Handoff) -> None:
    if handoff.state not in (State.SENT, State.ACCEPTED) or not handoff.lead.is_open:
        raise UnableTo(say("this hand-off has ended; there is nobody to try any more"))
