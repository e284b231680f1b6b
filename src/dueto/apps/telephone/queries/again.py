"""When the telephone rings next: in the hours of both."""

from __future__ import annotations

from datetime import datetime

from dueto.apps.base.models import Card
from dueto.apps.team.models import Member
from dueto.apps.telephone.hours import hours_in, hours_of, next_call
from dueto.apps.telephone.models import Call, CallTask
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla.calendar import Calendar
from dueto.domain.telephone.words import Result


def again_at(
    task: CallTask, result: Result, *, agreement: Agreement, wished: datetime | None, by: int, as_of: datetime
) -> datetime:
    """Return when to call again: when they wished, if they said so, else as it is proposed."""
    if result is Result.LATER and wished is not None and wished > as_of:
        return wished
    return proposed_at(task, result, agreement=agreement, by=by, as_of=as_of) or as_of


def proposed_at(task: CallTask, result: Result, *, agreement: Agreement, by: int, as_of: datetime) -> datetime | None:
    """Return the proposal: at another hour of the contact's day than before. Three queries."""
    member = Member.objects.get(pk=by)
    made = [*Call.objects.filter(task=task).order_by("made_at", "id").values_list("made_at", flat=True), as_of]
    mine, theirs = hours_in(member.zone, member.country, agreement), hours_of_person(task.person_id, agreement)
    return next_call(result=result, mine=mine, theirs=theirs, made=made, as_of=as_of)


def hours_of_person(person_id: int, agreement: Agreement) -> Calendar:
    """Return when somebody is at work. One query."""
    row = Card.objects.filter(person_id=person_id).values_list("phone", "country").first()
    phone, country = row or ("", "")
    return hours_of(phone=phone, country=country, agreement=agreement)
