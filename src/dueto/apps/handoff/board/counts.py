"""The counts on which the promises are judged, each from an index, over one period up to one instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count, Q

from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.leads.models import Lead, LeadQuerySet
from dueto.domain.commitments.period import Period
from dueto.domain.commitments.promise import CLOCKS
from dueto.domain.commitments.share import Share
from dueto.domain.commitments.standing import Open

KINDS = tuple(CLOCKS.values())
TEAMS = ("marketing", "sales")
INSTANT = timedelta(microseconds=1)


def span(period: Period, *, as_of: datetime) -> tuple[datetime, datetime]:
    """Return the first and the last instant of the period that have come by `as_of`."""
    return period.begins_at, min(as_of, period.ends_at - INSTANT)


def kept() -> Q:
    """Return the condition for a clock that was kept in time; one whose reason went away is neither kept nor broken."""
    return Q(state="met")


def broken(as_of: datetime) -> Q:
    """Return the condition for a clock that was missed, whether or not somebody has noticed."""
    return Q(state="missed") | Q(stopped_at=None, due_at__lte=as_of)


def qualified(period: Period, *, as_of: datetime) -> int:
    """Return how many crossed in the period; those merged into an older one were no new ones."""
    return crossed(period, as_of=as_of).count()


def crossed(period: Period, *, as_of: datetime) -> LeadQuerySet:
    """Return the leads that crossed in the period and are counted."""
    return Lead.objects.filter(crossed_at__range=span(period, as_of=as_of)).exclude(end="merged")


def acceptance(period: Period, *, as_of: datetime) -> Share:
    """Return how many of the hand-offs that sales answered in the period it accepted.

    What is not answered yet does not count, nor what came back for a reason that the agreement does not count.
    """
    answered = Handoff.objects.filter(answered_at__range=span(period, as_of=as_of)).exclude(sent_at=None)
    counted = Q(state="returned", returns__is_recycling=False, returns__counts=True)
    found = answered.aggregate(
        accepted=Count("id", filter=Q(state="accepted"), distinct=True),
        returned=Count("id", filter=counted, distinct=True),
    )
    return Share(found["accepted"], found["accepted"] + found["returned"])


def complete(period: Period, *, as_of: datetime) -> Share:
    """Return how many of the hand-offs sent in the period lacked nothing."""
    sent = Handoff.objects.filter(sent_at__range=span(period, as_of=as_of))
    found = sent.aggregate(whole=Count("id", filter=Q(lead__preparation_due=False)), of=Count("id"))
    return Share(found["whole"], found["of"])


def outcomes(period: Period, *, as_of: datetime, term: timedelta) -> Share:
    """Return of how many accepted hand-offs, whose time to tell ran out in the period, the outcome is known.

    It is told where the passage ended or waits for a date, or where sales wrote something within the last `term`.
    """
    begin, end = span(period, as_of=as_of)
    accepted = Handoff.objects.filter(answered_at__range=(begin - term, end - term), state="accepted")
    told = ~Q(lead__ended_at=None) | Q(lead__stage="deferred") | Q(lead__opportunity__updated_at__gte=end - term)
    found = accepted.aggregate(told=Count("id", filter=told), of=Count("id"))
    return Share(found["told"], found["of"])


def in_time(period: Period, *, as_of: datetime) -> Mapping[str, Share]:
    """Return for each kind of clock that started in the period how many were kept of those that can be judged."""
    started = Clock.objects.filter(kind__in=KINDS, started_at__range=span(period, as_of=as_of))
    rows = (
        started.values("kind")
        .annotate(kept=Count("id", filter=kept()), broken=Count("id", filter=broken(as_of)))
        .values_list("kind", "kept", "broken")
    )
    return {kind: Share(met, met + missed) for kind, met, missed in rows}


def running(*, as_of: datetime, today: Period) -> Mapping[str, Open]:
    """Return for each kind how many clocks run, run out today, have run out."""
    ahead = Q(due_at__gt=as_of)
    rows = (
        Clock.objects.filter(stopped_at=None, side__in=TEAMS)
        .values("kind")
        .annotate(
            running=Count("id", filter=ahead | Q(due_at=None)),
            due_today=Count("id", filter=ahead & Q(due_at__lt=today.ends_at)),
            late=Count("id", filter=Q(due_at__lte=as_of)),
        )
        .values_list("kind", "running", "due_today", "late")
    )
    return {kind: Open(ahead_of, due_today, late) for kind, ahead_of, due_today, late in rows}
