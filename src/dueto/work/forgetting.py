"""What is kept for a while only, and then forgotten, some rows at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from dueto.apps.team.actions.calls import forget_calls
from dueto.apps.webhooks.actions.delivering import forget_deliveries
from dueto.apps.webhooks.actions.receiving import forget_received
from dueto.work.patience import seldom
from dueto.work.rounds import Task

LOOKS_EVERY: Final = 600.0
"""Seconds."""
MONTH: Final = timedelta(days=30)


@seldom(LOOKS_EVERY)
def answers_of_calls() -> int:
    """Forget what calls of the API were answered, once nobody repeats them any more."""
    return forget_calls(at=datetime.now(UTC))


@seldom(LOOKS_EVERY)
def deliveries() -> int:
    """Forget how other programs were told of things a month ago."""
    return forget_deliveries(before=datetime.now(UTC) - MONTH)


@seldom(LOOKS_EVERY)
def received() -> int:
    """Forget what other programs told us a month ago, understood or not."""
    return forget_received(at=datetime.now(UTC))


ALL: Final[tuple[Task, ...]] = (answers_of_calls, deliveries, received)
