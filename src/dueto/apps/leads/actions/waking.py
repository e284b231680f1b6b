"""What time alone does: an earliest date comes, points fade at midnight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

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
    if version is None:
        return 0
    zone = version.agreement.zone
    stale = list(
        Verdict.objects.filter(
            fades=True, judged_at__lt=midnight_of(day_of(at, zone), zone), person__erased_at=None,
            definition__in=[definition.name for definition in version.agreement.definitions],
        ).order_by("judged_at", "id").values_list("person_id", flat=True)[:limit]
    )  # fmt: skip
    stir(stale, since=at)
    return len(set(stale))


@transaction.atomic
def renew(*, at: datetime, done: Collection[int], limit: int = 400) -> tuple[int | None, int]:
    """Return the version in force and how many people are judged again because another one judged them.

    Nothing is looked for if the version is among `done`.
    """
    version = in_force(at)
    if version is None or version.id in done:
        return (version.id if version else None), 0
    stale = list(
        Verdict.objects.filter(
            definition__in=[definition.name for definition in version.agreement.definitions], person__erased_at=None
        ).exclude(agreement_id=version.id).order_by("id").values_list("person_id", flat=True)[:limit]
    )  # fmt: skip
    stir(stale, since=at)
    return version.id, len(set(stale))
