"""What leaves: each row of the outbox once, tried again with ever longer pauses, visible when it fails for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from prometheus_client import Counter

from dueto.adapters.mail.smtp import NotSent, Server, send
from dueto.apps.conversations.actions import note_sent
from dueto.apps.journal import actions as journal
from dueto.apps.journal.queries import due_effects
from dueto.work.mails.composing import Composed, compose

if TYPE_CHECKING:
    from dueto.apps.journal.models import Effect

LOG = structlog.get_logger("dueto.outbox")
SENT = Counter("dueto_effects_total", "Effects that left or failed.", ["kind", "how"])
UNCERTAIN_AFTER = timedelta(minutes=2)
"""Longer than any talk with a mail server: whatever is still leaving then was left by a worker that died."""


def deliver(now: datetime) -> int:
    """Return how many effects were tried; those that a dead worker left halfway are put before a person."""
    journal.give_up_uncertain(before=now - UNCERTAIN_AFTER, at=now)
    tried = 0
    for effect in due_effects(as_of=now, limit=20):
        if journal.claim(effect, at=datetime.now(UTC)):
            tried += 1
            _carry_out(effect)
    return tried


def _carry_out(effect: Effect) -> None:
    try:
        composed = compose(effect.body, key=effect.key, at=datetime.now(UTC))
        if composed is not None and not settings.MAIL_IS_OFF:
            _send(composed, effect)
    except NotSent as refused:
        if refused.uncertain:
            return  # it stays marked as leaving, and a person decides
        journal.put_off(effect, at=datetime.now(UTC), error=str(refused), for_good=refused.for_good)
        SENT.labels(effect.kind, "put off").inc()
        LOG.warning("not sent", effect=effect.pk, why=str(refused), for_good=refused.for_good)
    except Exception as error:  # a mail that cannot be written must not hold up the others
        journal.put_off(effect, at=datetime.now(UTC), error=type(error).__name__)
        SENT.labels(effect.kind, "broken").inc()
        LOG.exception("effect broken", effect=effect.pk)
    else:  # whatever fails from here on, it has left: it is never put back
        journal.done(effect, at=datetime.now(UTC))
        SENT.labels(effect.kind, "sent").inc()


def _send(composed: Composed, effect: Effect) -> None:
    server = Server(
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD,
        settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT,
    )  # fmt: skip

    def before_leaving() -> None:
        if not journal.leave(effect, at=datetime.now(UTC)):
            raise NotSent("another worker has it")
        if composed.person_id is not None:
            note_sent(
                message_id=str(composed.message["Message-ID"]), person_id=composed.person_id, at=datetime.now(UTC)
            )

    send(composed.message, recipients=composed.recipients, server=server, before_leaving=before_leaving)
