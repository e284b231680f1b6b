"""From entries of the journal to deliveries: each entry once for each subscription that asked for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dueto.apps.journal.models import Entry
from dueto.apps.journal.queries import newest_id
from dueto.apps.webhooks.events import BY_TYPE
from dueto.apps.webhooks.models import Delivery, Replay, Subscription, Tail

AT_ONCE: Final = 200
LATE: Final = timedelta(minutes=1)
"""Longer than any transaction lasts: a number that is not there by then was given back."""
MOST_GAPS: Final = 2_000


@transaction.atomic
def tell(*, at: datetime) -> int:
    """Return how many deliveries came of what is new in the journal."""
    Tail.objects.get_or_create(name="journal")
    tail = Tail.objects.select_for_update().get(name="journal")
    newest = newest_id()
    told = _subscribers()
    if not told:
        if tail.last_id != newest or tail.gaps:
            Tail.objects.filter(pk=tail.pk).update(last_id=newest, gaps=[])
        return 0
    gaps = [(number, since) for number, since in tail.gaps if datetime.fromisoformat(since) > at - LATE]
    late = list(Entry.objects.filter(pk__in=[number for number, _ in gaps]))
    fresh = list(Entry.objects.filter(pk__gt=tail.last_id).order_by("pk")[:AT_ONCE])
    there = {entry.pk for entry in late}
    left = [[number, since] for number, since in gaps if number not in there]
    if fresh:
        left += _missed(tail.last_id, [entry.pk for entry in fresh], at=at)
    if fresh or left != tail.gaps:
        last = fresh[-1].pk if fresh else tail.last_id
        Tail.objects.filter(pk=tail.pk).update(last_id=last, gaps=left[-MOST_GAPS:])
    return _deliver([*late, *fresh], told, at=at) + (1 if len(fresh) == AT_ONCE else 0)


@transaction.atomic
def replay_piece(*, at: datetime) -> int:
    """Return how many deliveries came of the next piece of a period that is to be told again."""
    replay = Replay.objects.select_for_update().filter(done_at=None).order_by("id").first()
    if replay is None:
        return 0
    subscription = replay.subscription
    rows = Entry.objects.filter(happened_at__gte=replay.since, happened_at__lt=replay.until)
    if replay.last_at is not None:
        rows = rows.filter(happened_at__gte=replay.last_at).exclude(
            happened_at=replay.last_at, pk__lte=replay.last_entry
        )  # fmt: skip
    entries = list(rows.order_by("happened_at", "pk")[:AT_ONCE])
    wanted = [entry for entry in entries if entry.tag in {BY_TYPE[name] for name in subscription.events}]
    known = Delivery.objects.filter(subscription=subscription, entry_id__in=[entry.pk for entry in wanted])
    again = known if replay.everything else known.filter(done_at=None)
    told = again.update(due_at=at, done_at=None, failed_at=None, tries=0, problem="")
    told += _deliver(wanted, [(subscription.pk, 0, frozenset(entry.tag for entry in wanted))], at=at)
    if len(entries) < AT_ONCE or subscription.ended_at is not None:
        replay.done_at = at
    if entries:
        replay.last_at, replay.last_entry = entries[-1].happened_at, entries[-1].pk
    replay.told += told
    replay.save(update_fields=["last_at", "last_entry", "told", "done_at"])
    return len(entries)


def _subscribers() -> list[tuple[int, int, frozenset[str]]]:
    active = Subscription.objects.filter(paused_at=None, disabled_at=None, ended_at=None)
    return [
        (pk, from_entry, frozenset(BY_TYPE[name] for name in events if name in BY_TYPE))
        for pk, from_entry, events in active.values_list("pk", "from_entry", "events")
    ]


def _deliver(entries: Sequence[Entry], told: Sequence[tuple[int, int, frozenset[str]]], *, at: datetime) -> int:
    """Write the deliveries that are not there yet; return how many."""
    wanted = [
        Delivery(
            subscription_id=subscription, entry_id=entry.pk, tag=entry.tag, happened_at=entry.happened_at, due_at=at
        )
        for entry in entries
        for subscription, from_entry, tags in told
        if entry.pk > from_entry and entry.tag in tags
    ]
    if not wanted:
        return 0
    known = set(
        Delivery.objects.filter(
            subscription__in={one.subscription_id for one in wanted}, entry_id__in={one.entry_id for one in wanted}
        ).values_list("subscription_id", "entry_id")
    )
    fresh = [one for one in wanted if (one.subscription_id, one.entry_id) not in known]
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _missed(last_id: int, numbers: Sequence[int], *, at: datetime) -> list[list[object]]:
    """Return the numbers between these that are not there, with when they were missed."""
    there = set(numbers)
    first = max(last_id + 1, numbers[-1] - MOST_GAPS)
    return [[number, at.isoformat()] for number in range(first, numbers[-1]) if number not in there]
