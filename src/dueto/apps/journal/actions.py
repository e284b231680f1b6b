"""Writing the journal and the outbox: always inside the transaction of what they tell of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from dueto.apps.journal.models import Effect, Entry
from dueto.apps.journal.tags import Tag

LAST_TRY = 8
FIRST_WAIT = timedelta(seconds=30)


def record(
    tag: Tag,
    *,
    subject: str,
    subject_id: int,
    at: datetime,
    by: int | None = None,
    person_id: int | None = None,
    agreement_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> Entry:
    """Return the entry written for one decision. `by` is the member, None for Dueto.

    `details` hold nothing personal.
    """
    return Entry.objects.create(
        tag=tag, subject=subject, subject_id=subject_id, happened_at=at, by_id=by, person_id=person_id,
        agreement_id=agreement_id, details=details or {},
    )  # fmt: skip


def enqueue(kind: str, *, key: str, body: dict[str, Any], at: datetime, due_at: datetime | None = None) -> None:
    """Put something into the outbox, once for each `key`; `body` carries ids only."""
    Effect.objects.get_or_create(
        key=key, defaults={"kind": kind, "body": body, "created_at": at, "due_at": due_at or at}
    )


def claim(effect: Effect, *, at: datetime) -> bool:
    """Return whether this worker may carry out `effect` now; a crash leaves it to others after a while."""
    again_at = at + FIRST_WAIT * 2 ** min(effect.tries, LAST_TRY)
    return (
        Effect.objects.filter(pk=effect.pk, tries=effect.tries, done_at=None, failed_at=None, leaving_at=None).update(
            tries=effect.tries + 1, due_at=again_at
        )
        == 1
    )


def leave(effect: Effect, *, at: datetime) -> bool:
    """Return whether it may leave, and note that from here on it cannot be held back; not if another worker has it."""
    return _claimed(effect).filter(leaving_at=None, done_at=None, failed_at=None).update(leaving_at=at) == 1


def done(effect: Effect, *, at: datetime) -> None:
    """Note that it has left."""
    Effect.objects.filter(pk=effect.pk).update(done_at=at, error="")


@transaction.atomic
def put_off(effect: Effect, *, at: datetime, error: str, for_good: bool = False) -> None:
    """Note why it could not leave, unless another worker has it by now.

    It is tried again, ever later, until the last try; then somebody has to look.
    """
    gives_up = for_good or effect.tries + 1 >= LAST_TRY
    change = {"error": error[:300], "leaving_at": None, "failed_at": at if gives_up else None}
    if _claimed(effect).filter(done_at=None).update(**change) and gives_up:
        record(Tag.EFFECT_FAILED, subject="effect", subject_id=effect.pk, at=at, details={"kind": effect.kind})


def _claimed(effect: Effect) -> QuerySet[Effect]:
    """Return the row as this worker claimed it; empty once another one has."""
    return Effect.objects.filter(pk=effect.pk, tries=effect.tries + 1)


@transaction.atomic
def give_up_uncertain(*, before: datetime, at: datetime) -> int:
    """Return how many were on their way when their worker died: nobody knows whether they left, so a person decides."""
    stranded = list(Effect.objects.filter(done_at=None, failed_at=None, leaving_at__lt=before)[:100])
    for effect in stranded:
        Effect.objects.filter(pk=effect.pk).update(error="may have left", leaving_at=None, failed_at=at)
        record(Tag.EFFECT_FAILED, subject="effect", subject_id=effect.pk, at=at, details={"kind": effect.kind})
    return len(stranded)


@transaction.atomic
def retry(*, effect_id: int, by: int, at: datetime) -> bool:
    """Return whether a failed effect is tried again because somebody asked for it."""
    freed = Effect.objects.failed().filter(pk=effect_id).update(
        failed_at=None, leaving_at=None, tries=0, due_at=at, error=""
    )  # fmt: skip
    if freed:
        record(Tag.EFFECT_RETRIED, subject="effect", subject_id=effect_id, by=by, at=at)
    return bool(freed)
