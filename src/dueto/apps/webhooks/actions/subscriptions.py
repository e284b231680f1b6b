"""Who is told of events: made, changed, paused, given a new secret, ended; each by an administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.queries import newest_id
from dueto.apps.journal.tags import Tag
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.addresses import problem_of
from dueto.apps.webhooks.events import EVENTS
from dueto.apps.webhooks.models import Subscription
from dueto.apps.webhooks.secrets import secret_of
from dueto.domain.basics.message import say

NAMELESS: Final = say("Name the program, so that its deliveries can be told from others.")
NOTHING: Final = say("Choose at least one thing of which it is told.")
TOO_MANY: Final = say("No more than {n} programs can be told of events. End one that is not needed.", n=50)
MOST: Final = 50


class UnableToSubscribe(Unable):
    """A subscription cannot be made or changed so."""


@transaction.atomic
def subscribe(
    *, name: str, address: str, events: Iterable[str], with_personal: bool, is_private_allowed: bool, by: int,
    at: datetime,
) -> tuple[int, str]:  # fmt: skip
    """Return the id of a new subscription and its secret, which is shown this once."""
    wanted = _checked(name=name, address=address, events=events, is_private_allowed=is_private_allowed)
    if Subscription.objects.filter(ended_at=None).count() >= MOST:
        raise UnableToSubscribe(TOO_MANY)
    made = Subscription.objects.create(
        name=name.strip()[:80], address=address.strip(), events=wanted, with_personal=with_personal, made_by_id=by,
        made_at=at, from_entry=newest_id(),
    )  # fmt: skip
    _record(Tag.WEBHOOK_MADE, made, by=by, at=at, events=wanted, personal=with_personal)
    return made.pk, secret_of(made)


@transaction.atomic
def change(
    *, subscription_id: int, name: str, address: str, events: Iterable[str], with_personal: bool,
    is_private_allowed: bool, by: int, at: datetime,
) -> None:  # fmt: skip
    """Change what a subscription is told, or where."""
    one = locked(subscription_id)
    wanted = _checked(name=name, address=address, events=events, is_private_allowed=is_private_allowed)
    one.name, one.address, one.events, one.with_personal = name.strip()[:80], address.strip(), wanted, with_personal
    one.save(update_fields=["name", "address", "events", "with_personal"])
    _record(Tag.WEBHOOK_CHANGED, one, by=by, at=at, events=wanted, personal=with_personal)


@transaction.atomic
def pause(*, subscription_id: int, by: int, at: datetime) -> None:
    """Tell nothing more for now: what happens meanwhile is not queued, and can be replayed."""
    one = locked(subscription_id)
    if one.paused_at is None:
        one.paused_at = at
        one.save(update_fields=["paused_at"])
        _record(Tag.WEBHOOK_PAUSED, one, by=by, at=at)


@transaction.atomic
def resume(*, subscription_id: int, by: int, at: datetime) -> None:
    """Tell of what happens from now on, whether it was paused or given up."""
    one = locked(subscription_id)
    if not one.is_active:
        one.paused_at = one.disabled_at = one.failing_since = None
        one.from_entry = newest_id()
        one.save(update_fields=["paused_at", "disabled_at", "failing_since", "from_entry"])
        _record(Tag.WEBHOOK_RESUMED, one, by=by, at=at)


@transaction.atomic
def rotate(*, subscription_id: int, by: int, at: datetime) -> str:
    """Return a new secret, shown this once; for a day everything is signed with the one before as well."""
    one = locked(subscription_id)
    one.generation += 1
    one.rotated_at = at
    one.save(update_fields=["generation", "rotated_at"])
    _record(Tag.WEBHOOK_ROTATED, one, by=by, at=at)
    return secret_of(one)


@transaction.atomic
def end(*, subscription_id: int, by: int, at: datetime) -> None:
    """End a subscription for good; its log stays for a month."""
    one = locked(subscription_id)
    one.ended_at = at
    one.save(update_fields=["ended_at"])
    _record(Tag.WEBHOOK_ENDED, one, by=by, at=at)


def locked(subscription_id: int) -> Subscription:
    """Return a subscription that has not ended, locked."""
    one = Subscription.objects.select_for_update().filter(pk=subscription_id, ended_at=None).first()
    if one is None:
        raise NoSuch("subscription")
    return one


def _checked(*, name: str, address: str, events: Iterable[str], is_private_allowed: bool) -> list[str]:
    wanted = sorted({event for event in events if event in EVENTS})
    if not name.strip():
        raise UnableToSubscribe(NAMELESS, field="name")
    if (problem := problem_of(address, is_private_allowed=is_private_allowed)) is not None:
        raise UnableToSubscribe(problem, field="address")
    if not wanted:
        raise UnableToSubscribe(NOTHING, field="events")
    return wanted


def _record(tag: Tag, one: Subscription, *, by: int, at: datetime, **details: object) -> None:
    record(tag, subject="webhook", subject_id=one.pk, by=by, at=at, details=details)
