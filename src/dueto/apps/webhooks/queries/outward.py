"""Subscriptions, their deliveries, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from dueto.apps.journal.models import Entry
from dueto.apps.team.access import NoSuch
from dueto.apps.webhooks.models import Answered, Delivery, Replay, Subscription

PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One delivery as its log shows it."""

    id: int
    entry_id: int | None
    tag: str
    happened_at: datetime
    due_at: datetime
    tries: int
    tried_at: datetime | None
    done_at: datetime | None
    failed_at: datetime | None
    status: int | None
    latency_ms: int | None
    problem: str
    excerpt: str

    @property
    def state(self) -> str:
        """One word: arrived, failed, waiting (never tried), or retrying."""
        if self.done_at:
            return "arrived"
        if self.failed_at:
            return "failed"
        return "retrying" if self.problem else "waiting"


def subscriptions() -> list[Subscription]:
    """Return all subscriptions that have not ended, by name. One query."""
    return list(Subscription.objects.filter(ended_at=None).order_by("name", "id"))


def subscriptions_after(subscription_id: int, *, limit: int) -> list[Subscription]:
    """Return subscriptions by id beyond `subscription_id`. One query."""
    return list(Subscription.objects.filter(ended_at=None, pk__gt=subscription_id).order_by("id")[:limit])


def subscription_of(subscription_id: int) -> Subscription:
    """Return one subscription that has not ended; raise `NoSuch`."""
    one = Subscription.objects.filter(pk=subscription_id, ended_at=None).first()
    if one is None:
        raise NoSuch("subscription")
    return one


def given_up(subscription_id: int) -> Subscription | None:
    """Return a subscription that is given up, None once somebody has seen to it. One query."""
    return Subscription.objects.filter(pk=subscription_id, ended_at=None).exclude(disabled_at=None).first()


def deliveries(subscription_id: int, *, before: int | None = None, state: str = "", limit: int = PAGE) -> list[Told]:
    """Return the newest deliveries, or those before one of them; `state`: arrived, failed or waiting. Two queries."""
    rows = Delivery.objects.filter(subscription_id=subscription_id)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    match state:
        case "arrived":
            rows = rows.exclude(done_at=None)
        case "failed":
            rows = rows.filter(done_at=None).exclude(failed_at=None)
        case "waiting":
            rows = rows.filter(done_at=None, failed_at=None)
    found = list(rows.order_by("-id")[:limit])
    kept = Answered.objects.filter(delivery__in=[row.pk for row in found])
    excerpts = dict(kept.values_list("delivery_id", "excerpt"))
    return [_told(row, excerpts.get(row.pk, "")) for row in found]


def delivery_of(delivery_id: int) -> Told:
    """Return one delivery; raise `NoSuch`."""
    row = Delivery.objects.filter(pk=delivery_id).first()
    if row is None:
        raise NoSuch("delivery")
    answer = Answered.objects.filter(delivery=row).first()
    return _told(row, answer.excerpt if answer else "")


def due_subscriptions(*, as_of: datetime) -> list[int]:
    """Return the active subscriptions that have something due, those that do not fail first. One query."""
    due = Delivery.objects.filter(
        subscription=OuterRef("pk"), done_at=None, failed_at=None, due_at__lte=as_of
    )  # fmt: skip
    active = Subscription.objects.filter(Exists(due), paused_at=None, disabled_at=None, ended_at=None)
    return [pk for pk, since in sorted(active.values_list("pk", "failing_since"), key=lambda row: bool(row[1]))]


def entry_of(delivery: Delivery) -> Entry | None:
    """Return what a delivery tells of, None for a test."""
    return Entry.objects.filter(pk=delivery.entry_id).first() if delivery.entry_id else None


def replays(subscription_id: int, *, limit: int = 3) -> list[Replay]:
    """Return the newest periods that were told again. One query."""
    return list(Replay.objects.filter(subscription_id=subscription_id).order_by("-id")[:limit])


def _told(row: Delivery, excerpt: str) -> Told:
    return Told(
        row.pk, row.entry_id, row.tag, row.happened_at, row.due_at, row.tries, row.tried_at, row.done_at, row.failed_at,
        row.status, row.latency_ms, row.problem, excerpt,
    )  # fmt: skip
