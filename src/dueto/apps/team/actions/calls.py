"""Calls of programs that do their work once, however often they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, TypeAlias

from django.db import IntegrityError, transaction

from dueto.apps.team.models import CallOnce

KEPT_FOR: Final = timedelta(hours=24)
DEAD_AFTER: Final = timedelta(seconds=90)
"""Longer than any call takes: whatever has no answer then belonged to a process that died."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The call is this process's to answer."""

    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was answered to the same call before."""

    status: int
    location: str
    body: str


@dataclass(frozen=True, slots=True)
class Other:
    """The key was used for another call."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The same call is being answered just now."""


Standing: TypeAlias = Begun | Kept | Other | UnderWay


def begin_call(*, token_id: int, key: str, fingerprint: str, at: datetime) -> Standing:
    """Return whether this call is to be answered, or how it stands. Written at once, so that others see it."""
    key_hash = sha256(key.encode()).hexdigest()
    try:
        with transaction.atomic():
            made = CallOnce.objects.create(
                token_id=token_id, key_hash=key_hash, fingerprint=fingerprint, began_at=at
            )  # fmt: skip
        return Begun(made.pk, at)
    except IntegrityError:
        call = CallOnce.objects.filter(token_id=token_id, key_hash=key_hash).first()
    if call is None:  # it was dropped in between
        return UnderWay()
    age = at - call.began_at
    if age >= KEPT_FOR or (call.status is None and age >= DEAD_AFTER):
        taken = CallOnce.objects.filter(pk=call.pk, began_at=call.began_at, status=call.status).update(
            began_at=at, fingerprint=fingerprint, status=None, location="", body=""
        )  # fmt: skip
        return Begun(call.pk, at) if taken else UnderWay()
    if call.fingerprint != fingerprint:
        return Other()
    if call.status is None:
        return UnderWay()
    return Kept(call.status, call.location, call.body)


def keep_answer(begun: Begun, *, answer: Kept) -> bool:
    """Return whether the answer is kept; not if another process took the call over. In the call's own transaction."""
    mine = CallOnce.objects.filter(pk=begun.id, began_at=begun.at, status=None)
    return bool(mine.update(status=answer.status, location=answer.location[:200], body=answer.body))


def drop_call(begun: Begun) -> None:
    """Forget a call that did nothing."""
    CallOnce.objects.filter(pk=begun.id, began_at=begun.at, status=None).delete()


def forget_calls(*, at: datetime, most: int = 500) -> int:
    """Return how many calls of yesterday are forgotten."""
    old = CallOnce.objects.filter(began_at__lt=at - KEPT_FOR).order_by("began_at").values_list("pk", flat=True)[:most]
    return CallOnce.objects.filter(pk__in=list(old)).delete()[0]
