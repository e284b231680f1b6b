"""What the worker does, round after round. Each task answers how much it did; nothing to do is nothing read twice."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias

import structlog
from django.db import OperationalError
from prometheus_client import Counter, Histogram

from dueto.apps.base import actions as base
from dueto.apps.base.queries.waiting import Waiting, mark_of, stirred
from dueto.apps.handoff import actions as handoff
from dueto.apps.handoff.queries.waiting import leads_to_hand_over
from dueto.apps.leads import actions as leads

LOG = structlog.get_logger("dueto.work")
HITS = Counter("dueto_hits_understood_total", "Hits understood.")
JUDGED = Counter("dueto_people_judged_total", "People judged.")
BROKEN = Counter("dueto_work_broken_total", "What could not be done and was set aside.", ["task"])
LAG = Histogram(
    "dueto_judged_after_seconds", "From something new to the verdict.",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300),
)  # fmt: skip
TRIED_AGAIN = 30.0
"""Seconds."""
HITS_AT_ONCE, PEOPLE_AT_ONCE, FORGET_AT_ONCE, PATIENT_AT_ONCE = 500, 100, 500, 8

Task: TypeAlias = Callable[[], int]


class Inbox(Protocol):
    """Where hits wait."""

    def newest_id(self) -> int:
        """Return the last id that was given."""

    def read_after(self, last_id: int, limit: int) -> Sequence[base.Hit]:
        """Return the next hits after `last_id`."""

    def forget_until(self, last_id: int, limit: int) -> int:
        """Delete what has been understood."""


def understanding(inbox: Inbox, *, name: str = "inbox") -> Task:
    """Return the task that understands the hits of an inbox, and forgets them only then.

    An inbox that is younger than its mark is another one, in the place of one that was lost: it is read from its start.
    """
    if inbox.newest_id() < mark_of(name):
        base.begin_anew(inbox=name)

    def task() -> int:
        mark = mark_of(name)
        hits = inbox.read_after(mark, HITS_AT_ONCE)
        if hits:
            _understand(hits, name)
            HITS.inc(len(hits))
        inbox.forget_until(mark, FORGET_AT_ONCE)
        return len(hits)

    return task


def _understand(hits: Sequence[base.Hit], name: str) -> None:
    """Understand the hits together; if one of them breaks that, each by itself, and leave out the one."""
    try:
        base.understand(hits, inbox=name, at=_now())
    except OperationalError:
        raise
    except Exception:
        LOG.exception("hits broken", count=len(hits))
        for hit in hits:
            try:
                base.understand([hit], inbox=name, at=_now())
            except OperationalError:
                raise
            except Exception:
                BROKEN.labels("hit").inc()
                LOG.error("hit set aside", hit=hit.id)
                base.skip(hit.id, inbox=name)


def judging() -> int:
    """Judge who is stirred, and hand over what crosses in the same breath."""
    waiting = stirred(limit=PEOPLE_AT_ONCE)
    if waiting:
        _judge(waiting)
    handing_over()
    return len(waiting)


def judging_patiently() -> int:
    """Judge whom long work stirred, few at a time: a place in the lane of jobs, so that nobody live waits for it."""
    waiting = stirred(limit=PATIENT_AT_ONCE, patient=True)
    if waiting:
        _judge(waiting)
    return len(waiting)


def _judge(waiting: Sequence[Waiting]) -> None:
    people = [one.person_id for one in waiting]
    try:
        at = _now()
        leads.judge(person_ids=people, at=at)
        handoff.tell_of_contacts(person_ids=people, at=at)
        base.settled(row for one in waiting for row in one.rows)
    except OperationalError:
        raise
    except Exception:
        LOG.exception("judging broken", count=len(people))
        for one in waiting:
            try:
                leads.judge(person_ids=[one.person_id], at=_now())
            except OperationalError:
                raise
            except Exception:
                BROKEN.labels("person").inc()
                LOG.error("person set aside", person=one.person_id)
            base.settled(one.rows)
    now = _now()
    JUDGED.inc(len(people))
    for one in waiting:
        LAG.observe(max(0.0, (now - one.since) / timedelta(seconds=1)))


def handing_over() -> int:
    """Hand over what has crossed, each lead in its own transaction; what nobody can take is tried again later."""
    now, handed = time.monotonic(), 0
    for lead in [lead for lead, until in _LATER.items() if until <= now]:
        del _LATER[lead]
    for lead in leads_to_hand_over(but_not=list(_LATER)):
        try:
            is_handed = handoff.hand_over(lead_id=lead, at=_now()) is not None
        except OperationalError:
            raise
        except Exception:
            BROKEN.labels("lead").inc()
            LOG.exception("lead set aside", lead=lead)
            is_handed = False
        if not is_handed:
            _LATER[lead] = now + TRIED_AGAIN
        handed += is_handed
    return handed


_LATER: dict[int, float] = {}
"""Leads that could not be handed over just now, and when to try again."""


def climbing() -> int:
    """Look at the clocks that nobody touched."""
    return handoff.climb(at=_now())


def resuming() -> int:
    """Let sales come back whose day has come."""
    return handoff.resume_deferred(at=_now())


def silencing() -> int:
    """Let come back what sales has been silent about for as long as the agreement allows."""
    return handoff.bring_back_silent(at=_now())


def waking() -> int:
    """Judge again who should not come before a day that has come."""
    return leads.wake(at=_now())


def fading() -> int:
    """Stir whose points have faded since midnight, and whom another version judged, while nothing else waits."""
    if stirred(limit=1):
        return 0
    version, renewed = leads.renew(at=_now(), done=_RENEWED)
    if version is not None and not renewed:
        _RENEWED.add(version)
    return renewed or leads.fade(at=_now())


_RENEWED: set[int] = set()
"""Versions by which everybody has been judged, as far as this process has seen."""


def _now() -> datetime:
    return datetime.now(UTC)
