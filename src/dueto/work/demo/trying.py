"""The attempts of an executive to reach somebody, made and planned."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final

from dueto.apps.journal.tags import Tag
from dueto.domain.sla.kinds import Kind
from dueto.work.demo.passing import Passing, Row
from dueto.work.demo.sellers import Seller
from dueto.world.handoffs import NO_ANSWER
from dueto.world.hours import after_hours
from dueto.world.months import Instant, datetime_of, instant_of

CHANNELS: Final = ("call", "whatsapp", "call", "mail", "call", "whatsapp")
"""One for each attempt that is promised."""
APART: Final = timedelta(hours=31)
"""So far apart are six attempts that reach nobody: at other hours of the day, and within ten days."""


def keep_trying(passing: Passing, seller: Seller, told: Row, rng: Random, *, until: datetime, is_tough: bool) -> None:
    """Take down the attempts before `until`. Who is tough does not talk at the first one."""
    first = _first(passing, seller, told, rng)
    if first is None:
        return
    for place in range(told["attempts"]):
        at = _when(first, seller, place, rng, reaches_nobody=told["reason"] == NO_ANSWER)
        if at >= until:
            return
        reached = told["answer"] == "accepted" and told["first_contact_at"] is not None and place == 0
        result = "no_answer" if not reached else "later" if is_tough else "talked"
        _attempt(passing, seller, at=at, channel=CHANNELS[place % len(CHANNELS)], result=result)


def plan_next(passing: Passing, seller: Seller, rng: Random) -> None:
    """Plan the next attempt at somebody who was reached or tried; whoever was not yet tried has to be, now."""
    if not passing.attempts or (seller.is_overloaded and rng.random() < 0.3):
        return
    days = 0.2 if passing.attempts[-1]["result"] != "talked" else 1 + 9 * rng.random()
    again = after_hours(instant_of(passing.launch), hours=9 * days, zone=seller.zone)
    passing.handoff["next_attempt_at"] = datetime_of(again).replace(minute=0, second=0) + timedelta(hours=1)


def _first(passing: Passing, seller: Seller, told: Row, rng: Random) -> Instant | None:
    """Return when somebody was first tried. Those who asked to be called were called within the hour, or nearly all."""
    sent = instant_of(passing.handoff["sent_at"])
    if (first := told["first_contact_at"]) is None:
        answered = passing.handoff.get("answered_at")
        return after_hours(instant_of(answered), hours=0.7, zone=seller.zone) if answered and told["attempts"] else None
    if passing.handoff["is_fast"] and not seller.is_overloaded:
        return after_hours(sent, hours=0.2 + 0.9 * rng.random(), zone=seller.zone)
    return int(first)


def _when(first: Instant, seller: Seller, place: int, rng: Random, *, reaches_nobody: bool) -> datetime:
    if place == 0:
        return datetime_of(first)
    if reaches_nobody:
        return datetime_of(first) + place * APART
    return datetime_of(after_hours(first, hours=7 * place + 4 * rng.random(), zone=seller.zone))


def _attempt(passing: Passing, seller: Seller, *, at: datetime, channel: str, result: str) -> None:
    passing.attempts.append({"by_id": seller.id, "channel": channel, "result": result, "happened_at": at})
    passing.handoff.setdefault("first_contact_at", at)
    passing.halt(Kind.FIRST_CONTACT, at=at)
    if result == "talked" or len(passing.attempts) == len(CHANNELS):
        passing.halt(Kind.ATTEMPTS, at=at)
    passing.note(Tag.ATTEMPT_MADE, "handoff", at=at, by=seller.id, channel=channel, result=result)
