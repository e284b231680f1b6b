"""Caring for the base: duplicates searched for, what is to be mended looked up, each a piece a turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.db import OperationalError

from dueto.apps.agreements.queries import in_force
from dueto.apps.stewardship import actions
from dueto.apps.stewardship.queries.care import last_search
from dueto.domain.qualification.history import day_of, midnight_of
from dueto.work.patience import seldom

LOG = structlog.get_logger("dueto.work")
ASKS_EVERY = 60.0
"""Seconds."""
NIGHTLY = timedelta(hours=20)
WHOLE_ON = 6
"""On Sundays everybody is compared with everybody again; on other nights those of whom something is new."""


def seeking() -> int:
    """Do one search for duplicates, if somebody or the calendar asked for it."""
    search = actions.claim_search(at=_now())
    if search is None:
        return 0
    try:
        actions.do_search(search, at=_now())
    except OperationalError:
        raise
    except Exception as error:
        LOG.exception("search for duplicates broken", search=search.pk)
        actions.give_up(search, why=type(error).__name__, at=_now())
    return 1


@seldom(ASKS_EVERY)
def asking() -> int:
    """Ask for the nightly searches when a new day has begun, and bring back the pairs that were put off."""
    at = _now()
    version = in_force(at)
    zone = version.agreement.zone if version else ZoneInfo("UTC")
    midnight = midnight_of(day_of(at, zone), zone)
    for kind in ("person", "company"):
        last = last_search(kind)
        if last is None or (last < midnight and last < at - NIGHTLY):
            whole = last is None or at.astimezone(zone).weekday() == WHOLE_ON
            actions.ask_for_search(kind=kind, by=None, at=at, whole=whole)
    return actions.bring_back(at=at)


def looking() -> int:
    """Look at those of whom something became known."""
    return actions.look_at_news(at=_now())


def sweeping() -> int:
    """Look at the next piece of everybody, once a night."""
    at = _now()
    version = in_force(at)
    if version is None:
        return 0
    today = day_of(at, version.agreement.zone)
    return actions.sweep(at=at, today_began_at=midnight_of(today, version.agreement.zone), today=today)


def moving() -> int:
    """Go on with companies whose people are still on their way."""
    return actions.bring_over(at=_now()) + actions.take_back(at=_now())


def _now() -> datetime:
    return datetime.now(UTC)
