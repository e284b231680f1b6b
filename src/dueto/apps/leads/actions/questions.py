"""Open questions: left aside until something changes, or given to somebody who finds the answer out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.histories import History
from dueto.apps.leads.models import Aside, Assignment


@transaction.atomic
def lay_aside(*, person_id: int, field: str, reason: str, by: int, at: datetime) -> None:
    """Leave a question aside, with the reason; it comes back as soon as something new is known of the person."""
    Aside.objects.update_or_create(
        person_id=person_id, field=field, lifted_at=None, defaults={"reason": reason[:40], "by_id": by, "laid_at": at}
    )
    record(
        Tag.PERSON_SKIPPED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
        details={"field": field, "reason": reason[:40]},
    )  # fmt: skip


@transaction.atomic
def take_up(*, person_id: int, field: str, at: datetime) -> None:
    """Ask a question again that was left aside."""
    Aside.objects.filter(person=person_id, field=field, lifted_at=None).update(lifted_at=at)


@transaction.atomic
def assign(*, person_id: int, field: str, member_id: int | None, by: int, at: datetime) -> None:
    """Give a question to a member, or to nobody in particular."""
    mine = Assignment.objects.filter(person=person_id, field=field)
    if member_id is None:
        mine.delete()
    else:
        Assignment.objects.update_or_create(
            person_id=person_id, field=field, defaults={"member_id": member_id, "by_id": by, "given_at": at}
        )
    record(
        Tag.DATUM_ASSIGNED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
        details={"field": field, "member": member_id},
    )  # fmt: skip


def lift(histories: Mapping[int, History], *, at: datetime) -> None:
    """Ask again what was left aside of people of whom something became known since; our own calls are nothing new."""
    aside = Aside.objects.filter(person__in=list(histories), lifted_at=None)
    stale = [one.pk for one in aside if _is_newer(histories[one.person_id], one.laid_at)]
    if stale:
        Aside.objects.filter(pk__in=stale).update(lifted_at=at)


def _is_newer(history: History, laid_at: datetime) -> bool:
    told = any(fact.known_at > laid_at for fact in history.facts)
    return told or any(
        act.known_at > laid_at and act.attributes.get("direction") != "outbound" for act in history.activities
    )
