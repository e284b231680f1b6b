"""Taking a live caller: an executive has the contact on the line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.agreements.hours import week_in
from dueto.apps.agreements.queries import in_force
from dueto.apps.handoff import clocks
from dueto.apps.handoff.actions.locked import UnableTo, take
from dueto.apps.handoff.models import Handoff
from dueto.apps.handoff.seats import seat_taken
from dueto.apps.handoff.silence import heard
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.actions.claiming import open_by_claim
from dueto.apps.leads.models import Verdict
from dueto.apps.team.models import Member
from dueto.domain.basics.message import say
from dueto.domain.lifecycle.moves import Refused
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.shifts import working_day


@transaction.atomic
def claim(
    *, person_id: int, by: int, at: datetime, definition: str | None = None, executive: int | None = None
) -> Handoff:
    """Return the hand-off that begins as accepted, in the hands of whoever took the call; preparation is due.

    That is `by`, or the executive for whom a program says it. The person is judged like any other. Raises `UnableTo`
    where somebody has the lead or the company already.
    """
    version = in_force(at)
    if version is None:
        raise UnableTo(say("nobody has signed an agreement yet"))
    name = version.agreement.definition(definition).name
    lead = open_by_claim(person_id=person_id, definition=name, version=version, by=by, at=at)
    if isinstance(lead, Refused):
        raise UnableTo(lead.says)
    taken_by = Member.objects.prefetch_related("absences").get(pk=executive or by)
    handoff = Handoff.objects.create(
        lead=lead, state="accepted", executive=taken_by, is_fast=lead.is_fast, sent_at=at, answered_at=at,
        first_contact_at=at,
    )  # fmt: skip
    seat_taken(taken_by.pk, at=at)
    clocks.start(handoff, Kind.PREPARE, at=at, budget=working_day(week_in(version.agreement)))
    if version.agreement.is_simple and _lacks_nothing(person_id, name):
        take(handoff, Step.PREPARE, by=None, at=at)
        clocks.stop(handoff, {Kind.PREPARE}, at=at)
    heard(handoff, at=at)
    record(
        Tag.HANDOFF_CLAIMED, subject="handoff", subject_id=handoff.pk, person_id=person_id, by=by, at=at,
        agreement_id=lead.agreement_id,
    )  # fmt: skip
    return handoff


def _lacks_nothing(person_id: int, definition: str) -> bool:
    """Return whether the last verdict found no required datum missing; who has not been judged yet lacks something."""
    lacking = (
        Verdict.objects.filter(person_id=person_id, definition=definition).values_list("lacking", flat=True).first()
    )
    return lacking == []
