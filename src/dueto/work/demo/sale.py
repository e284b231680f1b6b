"""The sale of one passage: opened, updated, won, lost, or deferred and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from dueto.apps.journal.tags import Tag
from dueto.domain.lifecycle.standing import Told
from dueto.domain.lifecycle.steps import Step
from dueto.domain.sla.kinds import Kind
from dueto.work.demo.passing import SALES_OWES, Passing, Row
from dueto.work.demo.sellers import Seller
from dueto.world.hours import after_hours
from dueto.world.months import datetime_of, instant_of

COMES_BACK_AT = time(14, 5)
"""Shortly after nine in Lima, when the deferred ones come back."""
SELDOM = 0.06
"""How often an executive writes down how a sale stands later than promised."""


def sell(passing: Passing, seller: Seller, deal: Row, rng: Random) -> None:
    """Take down the opportunity of `passing` and what became of it."""
    opened = max(datetime_of(deal["opened_at"]), passing.handoff["answered_at"] + timedelta(minutes=5))
    closed = datetime_of(deal["closed_at"]) if deal["closed_at"] else None
    passing.take(Step.OPEN_OPPORTUNITY, at=opened, by=seller.id)
    passing.halt(Kind.ATTEMPTS, Kind.FIRST_CONTACT, at=opened)
    passing.handoff["next_attempt_at"] = None
    passing.handoff.setdefault("first_contact_at", opened)
    passing.opportunity |= {"amount": deal["amount"], "currency": deal["currency"], "opened_at": opened}
    passing.opportunity["updated_at"] = opened
    passing.note(Tag.OPPORTUNITY_OPENED, "handoff", at=opened, by=seller.id)
    passing.run(Kind.UPDATE, at=opened)
    _update(passing, seller, rng, since=opened, until=closed or passing.launch)
    if closed is not None:
        _close(passing, seller, deal, rng, at=max(closed, opened + timedelta(hours=1)))


def _update(passing: Passing, seller: Seller, rng: Random, *, since: datetime, until: datetime) -> None:
    for at in _written(rng, since, until, zone=seller.zone):
        passing.halt(Kind.UPDATE, at=at)
        passing.run(Kind.UPDATE, at=at)
        passing.opportunity["updated_at"] = at
        passing.note(Tag.OPPORTUNITY_UPDATED, "handoff", at=at, by=seller.id)


def _close(passing: Passing, seller: Seller, deal: Row, rng: Random, *, at: datetime) -> None:
    if deal["outcome"] == "deferred":
        _defer(passing, seller, deal, rng, at=at)
    elif deal["outcome"] == "won":
        passing.take(Step.WIN, at=at, by=seller.id)
        _closed(passing, at=at)
    elif deal["outcome"] == "lost":
        told = Told(reason=deal["reason"], to_whom=deal["lost_to"] or "")
        passing.take(Step.LOSE, at=at, by=seller.id, told=told)
        _closed(passing, at=at)


def _closed(passing: Passing, *, at: datetime) -> None:
    passing.opportunity |= {"closed_at": at, "updated_at": at}
    passing.halt(*SALES_OWES, at=at)


def _defer(passing: Passing, seller: Seller, deal: Row, rng: Random, *, at: datetime) -> None:
    """It waits; where its day has come since, it came back by itself, and most of these were lost after all."""
    until = date.fromisoformat(deal["until"])
    passing.take(Step.DEFER, at=at, by=seller.id, told=Told(until=until))
    passing.halt(Kind.UPDATE, at=at)
    passing.opportunity["updated_at"] = at
    back = datetime.combine(until, COMES_BACK_AT, UTC)
    if back > passing.launch:
        return
    passing.take(Step.RESUME, at=back)
    passing.opportunity["updated_at"] = back
    passing.run(Kind.UPDATE, at=back)
    ends = back + timedelta(days=20 + 20 * rng.random())
    _update(passing, seller, rng, since=back, until=min(ends, passing.launch))
    if ends <= passing.launch:
        passing.take(Step.LOSE, at=ends, by=seller.id, told=Told(reason="cambió la prioridad"))
        _closed(passing, at=ends)


def _written(rng: Random, since: datetime, until: datetime, *, zone: str) -> Iterator[datetime]:
    """Yield when an executive wrote down how a sale stands: nearly always within the ten days that were promised."""
    at = since
    while True:
        hours = 92 + 20 * rng.random() if rng.random() < SELDOM else 30 + 52 * rng.random()
        at = datetime_of(after_hours(instant_of(at), hours=hours, zone=zone))
        if at >= until:
            return
        yield at
