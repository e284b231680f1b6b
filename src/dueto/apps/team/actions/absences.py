"""Who is away, from when until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.models import Absence, Member
from dueto.domain.basics.message import say

BACKWARDS: Final = say("The return lies before the beginning.")
PAST: Final = say("The past is noted by whoever leads the team: clocks have run meanwhile.")
DOUBLE: Final = say("An absence in this time is noted already.")


class UnableToNote(Unable):
    """An absence cannot be noted so."""


@transaction.atomic
def note_absence(*, member_id: int, began_at: datetime, ended_at: datetime | None, by: int, at: datetime) -> int:
    """Return the id of an absence: from when, and until when if that is known."""
    if not Member.objects.select_for_update().filter(pk=member_id).exists():
        raise NoSuch("member")
    if ended_at is not None and ended_at <= began_at:
        raise UnableToNote(BACKWARDS, field="ended_on")
    if by == member_id and began_at < at - timedelta(days=1):
        raise UnableToNote(PAST, field="began_on")
    others = Absence.objects.filter(member_id=member_id).filter(Q(ended_at=None) | Q(ended_at__gt=began_at))
    if ended_at is not None:
        others = others.filter(began_at__lt=ended_at)
    if others.exists():
        raise UnableToNote(DOUBLE, field="began_on")
    absence = Absence.objects.create(member_id=member_id, began_at=began_at, ended_at=ended_at)
    details = {"from": began_at.isoformat(), "to": ended_at.isoformat() if ended_at else None}
    record(Tag.MEMBER_ABSENT, subject="member", subject_id=member_id, by=by, at=at, details=details)
    return absence.pk


@transaction.atomic
def end_absence(*, absence_id: int, by: int, at: datetime) -> None:
    """End an absence now; one that has not begun is taken back."""
    absence = Absence.objects.select_for_update().filter(pk=absence_id).first()
    if absence is None:
        raise NoSuch("absence")
    if absence.ended_at is not None and absence.ended_at <= at:
        return
    if absence.began_at >= at:
        absence.delete()
    else:
        absence.ended_at = at
        absence.save(update_fields=["ended_at"])
    record(Tag.MEMBER_BACK, subject="member", subject_id=absence.member_id, by=by, at=at)
