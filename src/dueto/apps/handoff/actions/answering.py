"""What sales answers to a hand-off, and what marketing answers to a return."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dueto.apps.base.actions import stir
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.forgetting import silence
from dueto.apps.handoff.actions.locked import UnableTo, locked, take
from dueto.apps.handoff.actions.notices import managers_of, tell
from dueto.apps.handoff.actions.sending import confirm
from dueto.apps.handoff.models import Handoff, Return
from dueto.apps.handoff.seats import turn_back
from dueto.apps.handoff.silence import heard
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Lead
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.lifecycle.reasons import ReasonToGiveBack
from dueto.domain.lifecycle.standing import Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind

SALES_OWES = {Kind.ANSWER, Kind.FIRST_CONTACT, Kind.ATTEMPTS, Kind.UPDATE, Kind.PREPARE}
ANSWERED_BY_GIVING_BACK = {Kind.ANSWER, Kind.UPDATE}
"""What giving back is itself; nobody has to be contacted any more then."""
ANSWERS = ("agreed", "disagreed", "mended")


@transaction.atomic
def accept(*, handoff_id: int, by: int, at: datetime) -> Handoff:
    """Return the hand-off that sales accepted: its answer clock stops, the contact is told."""
    handoff = locked(handoff_id)
    moved = take(handoff, Step.ACCEPT, by=by, at=at)
    handoff.answered_at = at
    handoff.save(update_fields=["answered_at"])
    clocks.stop(handoff, {Kind.ANSWER}, at=at)
    heard(handoff, at=at)
    confirm(handoff, at=at)
    record(
        Tag.HANDOFF_ACCEPTED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        agreement_id=handoff.lead.agreement_id, details={"to": str(moved.to)},
    )  # fmt: skip
    return handoff


@transaction.atomic
def give_back(
    *,
    handoff_id: int,
    by: int,
    at: datetime,
    reason: str,
    note: str = "",
    earliest: date | None = None,
    which_one: str = "",
) -> Return:
    """Return what sales gave back: a return before acceptance, a recycling after it.

    The clocks stop, the turn is credited, and marketing owes an answer to a return. The note is personal. Who wants no
    contact has withdrawn their consent.
    """
    handoff = locked(handoff_id)
    is_recycling = handoff.state == State.ACCEPTED
    note = note.strip()[:2000]
    moved = take(
        handoff, Step.RECYCLE if is_recycling else Step.RETURN, by=by, at=at,
        told=Told(reason=reason, has_note=bool(note), earliest=earliest),
    )  # fmt: skip
    assert moved.ended is not None
    assert handoff.executive_id is not None
    if not is_recycling:
        handoff.answered_at = at
    handoff.next_attempt_at = None
    handoff.save(update_fields=["answered_at", "next_attempt_at"])
    clocks.stop(handoff, ANSWERED_BY_GIVING_BACK, at=at)
    clocks.stop(handoff, SALES_OWES - ANSWERED_BY_GIVING_BACK, at=at, is_moot=True)
    turn_back(handoff.executive_id)
    given = Return.objects.create(
        handoff=handoff, by_id=by, is_recycling=is_recycling, reason=moved.ended.reason, counts=moved.ended.counts,
        note=note, which_one=which_one.strip()[:200], returned_at=at,
    )  # fmt: skip
    if ReasonToGiveBack(moved.ended.reason).wants_no_contact:
        silence(handoff, by=by, at=at)
    if moved.owes_answer:
        clocks.start(handoff, Kind.ANSWER_RETURN, at=at)
        tell(managers_of("marketing"), "return", handoff=handoff, at=at, reason=moved.ended.reason)
    record(
        Tag.HANDOFF_RETURNED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        agreement_id=handoff.lead.agreement_id,
        details={"reason": moved.ended.reason, "recycled": is_recycling, "return": given.pk},
    )  # fmt: skip
    return given


@transaction.atomic
def answer_return(*, return_id: int, by: int, at: datetime, answer: str, note: str = "") -> Return:
    """Return the return that marketing answered: `agreed`, `disagreed` or `mended`; answered once."""
    if answer not in ANSWERS:
        raise UnableTo(say("choose an answer: agreed, not agreed, or mended"))
    handoff = locked(Return.objects.values_list("handoff_id", flat=True).get(pk=return_id))
    given = Return.objects.select_for_update().get(pk=return_id)
    if given.answered_at is not None:
        raise UnableTo(say("this return has been answered already"))
    given.answered_by_id, given.answered_at = by, at
    given.answer, given.answer_note = answer, note.strip()[:2000]
    given.save()
    clocks.stop(handoff, {Kind.ANSWER_RETURN}, at=at)
    tell([given.by_id], "answer", handoff=handoff, at=at, answer=answer, reason=given.reason)
    if answer == "mended":
        Lead.objects.filter(pk=handoff.lead_id).update(mended_at=at)
        stir([handoff.lead.person_id], since=at)
    record(
        Tag.RETURN_ANSWERED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at,
        agreement_id=handoff.lead.agreement_id, details={"answer": answer, "return": given.pk},
    )  # fmt: skip
    return given


@transaction.atomic
def ask_marketing(*, handoff_id: int, by: int, at: datetime) -> None:
    """Ask marketing about a hand-off; the words themselves are a note on the person."""
    handoff = locked(handoff_id)
    tell(managers_of("marketing"), "question", handoff=handoff, at=at, by=by)
    record(
        Tag.MARKETING_ASKED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by, at=at
    )
