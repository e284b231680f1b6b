"""What time alone does: an earliest date comes, points fade at midnight."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import stir
from dueto.apps.leads.models import Lead, Verdict
from dueto.domain.qualification.history import day_of, midnight_of


@transaction.atomic
def wake(*, at: datetime, limit: int = 200) -> int:
    """Return how many people are judged again because the date before which they should not come has passed."""
    due = list(Lead.objects.filter(wakes_at__lte=at).order_by("wakes_at", "id")[:limit])
    stir([lead.person_id for lead in due], since=at)
    Lead.objects.filter(pk__in=[lead.pk for lead in due]).update(wakes_at=None)
    return len(due)


@transaction.atomic
def fade(*, at: datetime, limit: int = 400) -> int:
    """Return how many people are judged again because a day has begun since their points were counted."""
    version = in_force(at)
    zone = version.agreement.zone if version else ZoneInfo("UTC")
    midnight = midnight_of(day_of(at, zone), zone)
    stale = list(
        Verdict.objects.filter(fades=True, judged_at__lt=midnight).order_by("judged_at", "id")
        .values_list("person_id", flat=True)[:limit]
    )  # fmt: skip
    stir(stale, since=at)
    return len(set(stale))
