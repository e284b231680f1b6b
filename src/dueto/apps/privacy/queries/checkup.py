"""What somebody who looks after an installation should know of its data, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.models import Stirred
from dueto.apps.base.queries.waiting import mark_of
from dueto.apps.conversations.models import Mailbox
from dueto.apps.handoff.models import Clock, Seat
from dueto.apps.journal.models import Effect
from dueto.apps.journal.queries import seconds_behind
from dueto.apps.privacy.models import Erasure, Request

LATE: Final = timedelta(minutes=10)
SLOW: Final = timedelta(days=2)
OWED: Final = timedelta(days=20)
"""Days in which a request of somebody is answered, well within what laws ask for."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """How the data stand. Seconds are those for which the oldest effect waits for the worker."""

    understood_until: int
    has_agreement: bool
    seats: int
    failed_effects: int
    seconds_behind: float
    clocks_unwatched: int
    people_to_judge: int
    troubled_mailboxes: tuple[str, ...]
    unscrubbed: int
    requests_owed: int


def checkup(*, as_of: datetime) -> Checkup:
    """Return how the data stand. About ten queries, each by an index."""
    return Checkup(
        understood_until=mark_of("inbox"),
        has_agreement=in_force(as_of) is not None,
        seats=Seat.objects.filter(member__is_active=True).count(),
        failed_effects=Effect.objects.failed().count(),
        seconds_behind=seconds_behind(as_of=as_of),
        clocks_unwatched=Clock.objects.filter(next_at__lt=as_of - LATE).count(),
        people_to_judge=Stirred.objects.filter(since__lt=as_of - LATE).values("person").distinct().count(),
        troubled_mailboxes=tuple(
            Mailbox.objects.exclude(troubled_at=None).order_by("name").values_list("name", flat=True)
        ),
        unscrubbed=Erasure.objects.filter(scrubbed_at=None, erased_at__lt=as_of - SLOW).count(),
        requests_owed=Request.objects.filter(answered_at=None, asked_at__lt=as_of - OWED).count(),
    )
