"""Deliveries leave: each receiver in a thread of its own, so that one that hangs holds up none of the others."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import connection
from prometheus_client import Counter, Histogram

from dueto import __version__
from dueto.adapters.webhooks.posting import Unreachable, post
from dueto.adapters.webhooks.signing import headers_of
from dueto.apps.team.access import NoSuch
from dueto.apps.webhooks.actions import delivering
from dueto.apps.webhooks.actions import telling as fanning
from dueto.apps.webhooks.queries.outward import due_subscriptions, entry_of, subscription_of
from dueto.apps.webhooks.secrets import secrets_of
from dueto.work.webhooks.payload import message_id, payload

LOG = structlog.get_logger("dueto.webhooks")
TOLD = Counter("dueto_webhooks_total", "Deliveries that arrived or were put off.", ["how"])
SECONDS = Histogram(
    "dueto_webhook_seconds", "Until a receiver answered.", buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
)
AT_ONCE: Final = 16
"""Receivers that are talked to at the same time; of those that fail, half as many."""
IN_A_ROW: Final = 20
AGENT: Final = f"Dueto/{__version__} (webhooks)"


def telling() -> int:
    """Write down the deliveries of what is new in the journal."""
    return fanning.tell(at=datetime.now(UTC))


def replaying() -> int:
    """Write down the deliveries of a piece of a period that is told again."""
    return fanning.replay_piece(at=datetime.now(UTC))


class Deliverer:
    """The task that lets deliveries leave; it starts them and does not wait."""

    def __init__(self) -> None:
        self._busy: dict[int, threading.Thread] = {}

    def __call__(self) -> int:
        """Return how many receivers are talked to from now on."""
        self._busy = {pk: thread for pk, thread in self._busy.items() if thread.is_alive()}
        due = [pk for pk in due_subscriptions(as_of=datetime.now(UTC)) if pk not in self._busy]
        started = due[: max(0, AT_ONCE - len(self._busy))]
        for pk in started:
            thread = threading.Thread(target=_deliver_and_close, args=(pk,), name=f"webhook-{pk}", daemon=True)
            self._busy[pk] = thread
            thread.start()
        return len(started)


def deliver(subscription_id: int) -> int:
    """Return how many deliveries of one subscription arrived, one after the other until nothing is due or one fails."""
    count = 0
    while count < IN_A_ROW and deliver_one(subscription_id):
        count += 1
    return count


def deliver_one(subscription_id: int) -> bool:
    """Return whether the delivery that is due first arrived."""
    now = datetime.now(UTC)
    try:
        subscription = subscription_of(subscription_id)
    except NoSuch:
        return False
    delivery = delivering.claim_delivery(subscription_id, at=now) if subscription.is_active else None
    if delivery is None:
        return False
    body = payload(delivery, entry_of(delivery), with_personal=subscription.with_personal)
    signed = headers_of(message_id(delivery), body, secrets=secrets_of(subscription, as_of=now), at=now)
    headers = {**signed, "Content-Type": "application/json", "User-Agent": AGENT}
    try:
        answer = post(
            subscription.address, body.encode(), headers, is_private_allowed=settings.WEBHOOKS_PRIVATE
        )  # fmt: skip
    except Unreachable as unreachable:
        _put_off(delivery.pk, delivering.put_off(
            delivery, problem=unreachable.problem, at=datetime.now(UTC), latency_ms=unreachable.latency_ms
        ), why=unreachable.problem)  # fmt: skip
        return False
    excerpt = "" if subscription.with_personal else answer.excerpt
    SECONDS.observe(answer.latency_ms / 1000)
    if answer.is_taken:
        delivering.arrived(
            delivery, status=answer.status, latency_ms=answer.latency_ms, excerpt=excerpt, at=datetime.now(UTC)
        )
        TOLD.labels("arrived").inc()
        return True
    problem = "redirect" if 300 <= answer.status < 400 else "status"
    asked = timedelta(seconds=answer.retry_after) if answer.retry_after else None
    given_up = delivering.put_off(
        delivery, problem=problem, at=datetime.now(UTC), status=answer.status, latency_ms=answer.latency_ms,
        excerpt=excerpt, asked=asked,
    )  # fmt: skip
    _put_off(delivery.pk, given_up, why=str(answer.status))
    return False


def _put_off(delivery_id: int, given_up: bool, *, why: str) -> None:
    TOLD.labels("put off").inc()
    LOG.warning("not delivered", delivery=delivery_id, why=why, given_up=given_up)


def _deliver_and_close(subscription_id: int) -> None:
    try:
        deliver(subscription_id)
    except Exception:  # what is left is claimed again after a while
        LOG.exception("delivering broken", subscription=subscription_id)
    finally:
        connection.close()
