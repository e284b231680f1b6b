"""What waits for the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from dueto.apps.base.models import InboxMark, Stirred


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody to be judged, since when, and the rows that say so.

    Exactly these rows are taken away afterwards: one with a smaller id may still be committed by somebody else.
    """

    person_id: int
    since: datetime
    rows: tuple[int, ...]


def stirred(*, limit: int, patient: bool = False) -> list[Waiting]:
    """Return who is to be judged, those who wait longest first; `patient`: those whom long work stirred."""
    found: dict[int, Waiting] = {}
    rows = Stirred.objects.filter(is_patient=patient).order_by("id")
    for pk, person, since in rows.values_list("id", "person_id", "since")[: limit * 4]:
        if person in found:
            found[person] = Waiting(person, found[person].since, (*found[person].rows, pk))
        elif len(found) < limit:
            found[person] = Waiting(person, since, (pk,))
    return list(found.values())


def mark_of(inbox: str) -> int:
    """Return up to which hit an inbox has been understood."""
    return InboxMark.objects.filter(inbox=inbox).values_list("last_id", flat=True).first() or 0


def traffic() -> int:
    """Return a number that grows while hits come in. One query."""
    return int(InboxMark.objects.aggregate(sum=Sum("last_id"))["sum"] or 0)
