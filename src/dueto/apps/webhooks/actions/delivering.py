"""One delivery on its way: claimed, arrived, or put off; and the receiver that is given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from dueto.apps.journal.actions import enqueue, record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.models import Member
from dueto.apps.webhooks.actions.subscriptions import locked
from dueto.apps.webhooks.events import TEST
from dueto.apps.webhooks.models import Answered, Delivery, Replay, Subscription
from dueto.apps.webhooks.retries import GIVEN_UP_AFTER, wait_after

LEASE: Final = timedelta(minutes=1)
"""Longer than any talk with a receiver: a delivery that a dead worker had is tried again then."""
LONGEST_REPLAY: Final = timedelta(days=92)
GONE: Final = 410


def claim_delivery(subscription_id: int, *, at: datetime) -> Delivery | None:
    """Return the delivery of a subscription that is due first, claimed for this worker; None if nothing is due."""
    for _ in range(3):
        due = (
            Delivery.objects.filter(subscription_id=subscription_id, done_at=None, failed_at=None, due_at__lte=at)
            .order_by("due_at", "id")
            .first()
        )
        if due is None:
            return None
        if Delivery.objects.filter(pk=due.pk, tries=due.tries, due_at=due.due_at, done_at=None).update(
            tries=F("tries") + 1, due_at=at + LEASE, tried_at=at
        ):
            due.tries += 1
            return due
    return None


@transaction.atomic
def arrived(delivery: Delivery, *, status: int, latency_ms: int, excerpt: str, at: datetime) -> None:
    """Note that a delivery arrived."""
    Delivery.objects.filter(pk=delivery.pk).update(
        done_at=at, failed_at=None, status=status, latency_ms=latency_ms, problem=""
    )
    _keep(delivery, excerpt)
    Subscription.objects.filter(pk=delivery.subscription_id).exclude(failing_since=None).update(failing_since=None)


@transaction.atomic
def put_off(
    delivery: Delivery, *, problem: str, at: datetime, status: int | None = None, latency_ms: int | None = None,
    excerpt: str = "", asked: timedelta | None = None,
) -> bool:  # fmt: skip
    """Return whether the receiver is given up: it failed for days, or says that it is gone."""
    wait = wait_after(delivery.tries, seed=delivery.pk, asked=asked)
    if delivery.entry_id is None:
        wait = None  # a test is tried once
    Delivery.objects.filter(pk=delivery.pk, done_at=None).update(
        status=status, latency_ms=latency_ms, problem=problem[:20], due_at=at + (wait or timedelta()),
        failed_at=None if wait else at,
    )  # fmt: skip
    _keep(delivery, excerpt)
    if delivery.entry_id is None:
        return False
    Subscription.objects.filter(pk=delivery.subscription_id, failing_since=None).update(failing_since=at)
    return _give_up(delivery.subscription_id, is_gone=status == GONE, at=at)


@transaction.atomic
def send_test(*, subscription_id: int, by: int, at: datetime) -> int:
    """Return the id of a delivery that tells of nothing, due now."""
    locked(subscription_id)
    made = Delivery.objects.create(
        subscription_id=subscription_id, tag=TEST, happened_at=at, due_at=at
    )  # fmt: skip
    return made.pk


@transaction.atomic
def send_again(*, delivery_id: int, by: int, at: datetime) -> int:
    """Return the subscription of a delivery that is now told again, whether it had arrived or not."""
    one = Delivery.objects.select_for_update().filter(pk=delivery_id, subscription__ended_at=None).first()
    if one is None:
        raise NoSuch("delivery")
    Delivery.objects.filter(pk=one.pk).update(due_at=at, done_at=None, failed_at=None, tries=0, problem="")
    record(
        Tag.WEBHOOK_REPLAYED, subject="webhook", subject_id=one.subscription_id, by=by, at=at,
        details={"delivery": one.pk},
    )  # fmt: skip
    return one.subscription_id


@transaction.atomic
def replay(
    *, subscription_id: int, since: datetime, until: datetime, everything: bool, by: int, at: datetime
) -> int:  # fmt: skip
    """Return the id of a period that the worker tells again, piece by piece."""
    locked(subscription_id)
    begin = max(since, until - LONGEST_REPLAY)
    made = Replay.objects.create(
        subscription_id=subscription_id, since=begin, until=min(until, at), everything=everything, asked_by_id=by,
        asked_at=at,
    )  # fmt: skip
    details = {"since": begin.isoformat(), "until": made.until.isoformat()}
    record(Tag.WEBHOOK_REPLAYED, subject="webhook", subject_id=subscription_id, by=by, at=at, details=details)
    return made.pk


def forget_deliveries(*, before: datetime, most: int = 500) -> int:
    """Return how many deliveries of long ago are forgotten."""
    old = Delivery.objects.filter(happened_at__lt=before).exclude(done_at=None, failed_at=None)
    ids = list(old.order_by("happened_at", "id").values_list("pk", flat=True)[:most])
    Delivery.objects.filter(pk__in=ids).delete()
    return len(ids)


def _give_up(subscription_id: int, *, is_gone: bool, at: datetime) -> bool:
    long_ago = Q() if is_gone else Q(failing_since__lte=at - GIVEN_UP_AFTER)
    given_up = Subscription.objects.filter(long_ago, pk=subscription_id, disabled_at=None).update(disabled_at=at)
    if not given_up:
        return False
    record(Tag.WEBHOOK_DISABLED, subject="webhook", subject_id=subscription_id, at=at, details={"gone": is_gone})
    for member in Member.objects.filter(role="administrator", is_active=True).values_list("pk", flat=True):
        enqueue(
            "mail", key=f"webhook:{subscription_id}:{member}:{at.isoformat()}", at=at,
            body={"template": "webhook", "webhook": subscription_id, "member": member},
        )  # fmt: skip
    return True


def _keep(delivery: Delivery, excerpt: str) -> None:
    Answered.objects.update_or_create(delivery_id=delivery.pk, defaults={"excerpt": excerpt[:300]})
