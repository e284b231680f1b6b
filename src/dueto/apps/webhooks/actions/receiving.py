"""What another system told: taken once, kept until it is understood, looked at again when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from django.db import IntegrityError, transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.webhooks.models import Body, Received
from dueto.domain.basics.message import Message

KEPT_FOR: Final = timedelta(days=30)


def receive(*, origin_id: int, message_id: str, text: str, at: datetime) -> bool:
    """Return whether this is new; the same id a second time is nothing new. It waits for the worker then."""
    try:
        with transaction.atomic():
            made = Received.objects.create(
                origin_id=origin_id, message_hash=sha256(message_id.encode()).hexdigest(), received_at=at
            )
            Body.objects.create(received=made, text=text)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def understood(received: Received, *, person_id: int | None, at: datetime) -> bool:
    """Return whether this worker was the first to understand it; what was written is deleted then."""
    first = Received.objects.filter(pk=received.pk, understood_at=None).update(
        understood_at=at, tried_at=at, person_id=person_id
    )
    if first:
        Body.objects.filter(received_id=received.pk).delete()
    return bool(first)


@transaction.atomic
def not_understood(received: Received, *, reasons: Mapping[str, Message], at: datetime) -> None:
    """Note why it is not understood; it stays, until somebody mends the mapping, for a month."""
    Received.objects.filter(pk=received.pk, understood_at=None).update(tried_at=at)
    Body.objects.filter(received_id=received.pk).update(
        reasons={field: packed(says) for field, says in reasons.items()}
    )


@transaction.atomic
def look_again(*, origin_id: int, by: int, at: datetime, received_id: int | None = None) -> int:
    """Return how many of those not understood the worker looks at again."""
    rows = Received.objects.filter(origin_id=origin_id, understood_at=None).exclude(tried_at=None)
    if received_id is not None:
        rows = rows.filter(pk=received_id)
    waiting = list(rows.order_by("-id").values_list("pk", flat=True)[:500])
    if waiting:
        Received.objects.filter(pk__in=waiting).update(tried_at=None)
        record(
            Tag.ORIGIN_REPLAYED, subject="origin", subject_id=origin_id, by=by, at=at, details={"count": len(waiting)}
        )
    return len(waiting)


@transaction.atomic
def forget_received(*, at: datetime, most: int = 200) -> int:
    """Return how many things of a month ago are forgotten, understood or not."""
    old = Received.objects.filter(received_at__lt=at - KEPT_FOR)
    ids = list(old.order_by("received_at", "id").values_list("pk", flat=True)[:most])
    Received.objects.filter(pk__in=ids).delete()
    return len(ids)
