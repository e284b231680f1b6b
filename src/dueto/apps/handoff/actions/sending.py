"""Handing over: an executive is chosen, told and on the clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.agreements.queries import document_of
from dueto.apps.base.models import Card
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.notices import mail, managers_of, tell
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.seats import choose_executive, seat_taken, with_names
from dueto.apps.handoff.silence import heard
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions import enter
from dueto.apps.leads.models import Lead
from dueto.apps.team.models import Member
from dueto.domain.lifecycle.moves import Refused, move
from dueto.domain.lifecycle.reasons import agreed_from
from dueto.domain.lifecycle.stages import Stage
from dueto.domain.lifecycle.standing import Standing
from dueto.domain.lifecycle.steps import Step
from dueto.domain.routing.routing import Nobody
from dueto.domain.sla.kinds import Kind


@transaction.atomic
def hand_over(*, lead_id: int, at: datetime, meeting_at: datetime | None = None) -> Handoff | None:
    """Return the hand-off that Dueto prepared and sent by itself, or None: not in simple mode, or nobody can take it.

    Doing it twice hands over once. The alert to the executive and, on the fast track or with an agreed meeting, the
    confirmation to the contact leave by the outbox.
    """
    lead = Lead.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=lead_id)
    if Handoff.objects.filter(lead=lead).exists():
        return None
    agreement = document_of(lead.agreement_id, lead.agreement.hash)
    standing = Standing(
        stage=Stage(lead.stage), zone=agreement.zone, simple=agreement.is_simple, agreed=agreed_from(agreement.record)
    )
    moved = move(lead=standing, step=Step.SEND, as_of=at)
    if isinstance(moved, Refused):
        return None
    card = Card.objects.filter(person_id=lead.person_id).first()
    choice = choose_executive(lead, country=card.country if card else None, at=at)
    if isinstance(choice, Nobody):
        _strand(lead, choice, at=at)
        return None
    executive = Member.objects.prefetch_related("absences").get(pk=int(choice.executive))
    handoff = Handoff.objects.create(
        lead=lead, state="sent", executive=executive, is_fast=lead.is_fast, prepared_at=at, sent_at=at,
        meeting_at=meeting_at, why=[packed(one) for one in with_names(choice.because)],
    )  # fmt: skip
    seat_taken(executive.pk, at=at)
    enter(lead, moved, by=None)
    handoff.lead = lead
    begin_clocks(handoff, at=at)
    heard(handoff, at=at)
    announce(handoff, at=at)
    record(
        Tag.HANDOFF_SENT, subject="handoff", subject_id=handoff.pk, person_id=lead.person_id, at=at,
        agreement_id=lead.agreement_id, details={"executive": executive.pk},
    )  # fmt: skip
    return handoff


def begin_clocks(handoff: Handoff, *, at: datetime) -> None:
    """Start what sales owes from now on: an answer, the first contact, the attempts."""
    clocks.start(handoff, Kind.ANSWER, at=at)
    clocks.start(handoff, Kind.FIRST_CONTACT, at=at, agreed_at=handoff.meeting_at)
    clocks.start(handoff, Kind.ATTEMPTS, at=at)


def announce(handoff: Handoff, *, at: datetime) -> None:
    """Tell the executive, and the contact where a meeting is agreed or they asked for it themselves."""
    assert handoff.executive_id is not None
    tell([handoff.executive_id], "handoff", handoff=handoff, at=at)
    key = f"alert:{handoff.pk}:{handoff.executive_id}:{int(at.timestamp())}"
    mail("alert", handoff=handoff, at=at, key=key, member=handoff.executive_id)
    if handoff.is_fast or handoff.meeting_at is not None:
        confirm(handoff, at=at)


def confirm(handoff: Handoff, *, at: datetime) -> None:
    """Let the confirmation leave for the contact, with the executive in copy; once."""
    if handoff.confirmed_at is None:
        handoff.confirmed_at = at
        handoff.save(update_fields=["confirmed_at"])
        mail("confirmation", handoff=handoff, at=at)


def _strand(lead: Lead, choice: Nobody, *, at: datetime) -> None:
    """Write down, once, that nobody can take it: a person has to decide."""
    if Entry.objects.filter(tag=Tag.HANDOFF_STRANDED, subject="lead", subject_id=lead.pk).exists():
        return
    record(
        Tag.HANDOFF_STRANDED, subject="lead", subject_id=lead.pk, person_id=lead.person_id, at=at,
        agreement_id=lead.agreement_id,
        details={"reason": str(choice.reason), "managers": managers_of("sales")},
    )  # fmt: skip
