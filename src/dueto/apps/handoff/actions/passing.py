"""Passing a hand-off on to another executive: by a manager, or because nobody answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.answering import SALES_OWES
from dueto.apps.handoff.actions.locked import UnableTo, locked
from dueto.apps.handoff.actions.notices import tell
from dueto.apps.handoff.actions.sending import announce
from dueto.apps.handoff.models import Handoff, Seat
from dueto.apps.handoff.seats import seat_taken, turn_back
from dueto.apps.handoff.silence import heard, look_again
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.team.models import Member
from dueto.domain.basics.message import Message, say
from dueto.domain.lifecycle.handoff import Handoff as State
from dueto.domain.sla.kinds import Kind


@transaction.atomic
def reassign(*, handoff_id: int, to: int, by: int, at: datetime) -> Handoff:
    """Return the hand-off in the hands of another executive. What was missed stays missed by whoever missed it."""
    handoff = locked(handoff_id)
    if not Member.objects.filter(pk=to, is_active=True, seat__isnull=False).exists():
        raise UnableTo(say("only somebody with a place in the turn can take it"))
    chosen = say("{executive}: chosen by {manager}", executive=_name(to), manager=_name(by))
    pass_on(handoff, to=to, why=(chosen,), by=by, at=at)
    return handoff


def pass_on(handoff: Handoff, *, to: int, why: tuple[Message, ...], by: int | None, at: datetime) -> None:
    """Hand a locked hand-off on: the new executive's clocks start now, those of the old one that were in time are moot.

    The old one's turn is credited.
    """
    if not handoff.lead.is_open or handoff.state not in (State.SENT, State.ACCEPTED):
        raise UnableTo(say("this hand-off has ended; it cannot be passed on"))
    if to == handoff.executive_id:
        raise UnableTo(say("it is in these hands already"))
    before = handoff.executive_id
    list(Seat.objects.select_for_update(of=("self",)).filter(member__in=[to, before]).order_by("pk"))
    running = {Kind(kind) for kind in handoff.clocks.filter(stopped_at=None).values_list("kind", flat=True)}
    theirs = running & (SALES_OWES - {Kind.PREPARE})
    clocks.stop(handoff, theirs, at=at, is_moot=True)
    handoff.executive = Member.objects.prefetch_related("absences").get(pk=to)
    handoff.why = [packed(one) for one in why]
    handoff.save(update_fields=["executive", "why"])
    seat_taken(to, at=at)
    if before is not None:
        if by is not None:  # who did not answer keeps the turn: it was theirs
            turn_back(before)
        tell([before], "passed_on", handoff=handoff, at=at)
    for kind in sorted(theirs):
        clocks.start(handoff, kind, at=at, agreed_at=handoff.meeting_at if kind is Kind.FIRST_CONTACT else None)
    if by is None:  # nobody of sales did that: the silence goes on, in the working time of the next
        look_again(handoff, at=at)
    else:
        heard(handoff, at=at)
    announce(handoff, at=at)
    record(
        Tag.HANDOFF_REASSIGNED, subject="handoff", subject_id=handoff.pk, person_id=handoff.lead.person_id, by=by,
        at=at, agreement_id=handoff.lead.agreement_id, details={"from": before, "to": to},
    )  # fmt: skip


def _name(member_id: int) -> str:
    return Member.objects.values_list("name", flat=True).get(pk=member_id)
