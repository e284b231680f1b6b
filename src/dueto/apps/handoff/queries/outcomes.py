"""Hand-offs without an answer or an outcome, and how those that have one went: by origin, executive and version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value

from dueto.analytics.outcome import Rate
from dueto.apps.handoff.models import Handoff
from dueto.apps.leads.models import Lead

YEAR = timedelta(days=365)
SHOWN = 50
ENDED = ("won", "lost", "recycled")
"""How a hand-off that sales accepted may end; withdrawn and merged ones tell nothing of it."""
GAVE_BACK = Q(lead__end="returned")


@dataclass(frozen=True, slots=True)
class Open:
    """One hand-off that lacks an answer or an outcome."""

    handoff_id: int
    name: str
    company: str
    executive: str
    stage: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """How the hand-offs of one origin, executive or version went; a campaign only where they are told apart by it."""

    label: str
    campaign: str
    sent: int
    accepted: Rate
    won: Rate
    without: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Why so many were lost, and to whom."""

    reason: str
    to_whom: str
    count: int


@dataclass(frozen=True, slots=True)
class Win:
    """One deal that was won or lost."""

    handoff_id: int
    name: str
    company: str
    executive: str
    end: str
    reason: str
    to_whom: str
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What lacks its end, and how the rest of the last twelve months went."""

    unanswered: tuple[Open, ...]
    unanswered_count: int
    without: tuple[Open, ...]
    without_count: int
    by_origin: tuple[Line, ...]
    by_executive: tuple[Line, ...]
    by_version: tuple[Line, ...]
    losses: tuple[Closed, ...]
    ended: tuple[Win, ...]


def outcomes_of(*, as_of: datetime, executive: int | None = None, names: bool = True) -> Outcomes:
    """Return the outcomes of the hand-offs of the last twelve months, of one executive if named.

    Without `names`, nobody is compared with anybody. Nine queries, eight without names.
    """
    rows = Handoff.objects.filter(sent_at__isnull=False, sent_at__lte=as_of, lead__person__erased_at=None)
    rows = rows if executive is None else rows.of(executive)
    waiting = rows.awaiting_answer()
    under_way = rows.filter(state="accepted", lead__ended_at=None)
    year = rows.filter(sent_at__gt=as_of - YEAR)
    return Outcomes(
        unanswered=_open(waiting, "sent_at"), unanswered_count=waiting.count(),
        without=_open(under_way, "answered_at"), without_count=under_way.count(),
        by_origin=_lines(year, F("lead__origin__channel"), campaign=F("lead__origin__campaign")),
        by_executive=_lines(year, F("executive__name")) if names else (),
        by_version=_lines(year, F("lead__agreement__number")),
        losses=_losses(year), ended=_ended(year),
    )  # fmt: skip


def _open(rows: QuerySet[Handoff], since: str) -> tuple[Open, ...]:
    found = rows.select_related("lead__person__card", "lead__company", "executive").order_by(since, "id")[:SHOWN]
    return tuple(
        Open(row.pk, *_called(row.lead), row.executive.name if row.executive else "", row.lead.stage, at)
        for row in found
        if (at := getattr(row, since)) is not None
    )


def _lines(rows: QuerySet[Handoff], key: F, *, campaign: F | None = None) -> tuple[Line, ...]:
    """Return one line for each value of `key` (and campaign), the most frequent first. One query."""
    is_accepted = Q(state="accepted")
    found = (
        rows.values(label=key, campaign=campaign if campaign is not None else Value(""))
        .annotate(
            sent=Count("id"),
            accepted=Count("id", filter=is_accepted),
            charged=Count("id", filter=GAVE_BACK & Q(lead__counts=True)),
            won=Count("id", filter=Q(lead__end="won")),
            ended=Count("id", filter=Q(lead__end__in=ENDED)),
            without=Count("id", filter=Q(state="sent") | Q(state="accepted", lead__ended_at=None)),
        )
        .order_by("-sent", "label", "campaign")
    )
    return tuple(_line(row) for row in found)


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        label="" if row["label"] is None else str(row["label"]),
        campaign=row["campaign"] or "",
        sent=row["sent"],
        accepted=Rate(row["accepted"], row["accepted"] + row["charged"]),
        won=Rate(row["won"], row["ended"]),
        without=row["without"],
    )


def _losses(rows: QuerySet[Handoff]) -> tuple[Closed, ...]:
    found = (
        rows.filter(lead__end="lost")
        .values("lead__end_reason", "lead__to_whom")
        .annotate(count=Count("id"))
        .order_by("-count", "lead__end_reason", "lead__to_whom")
    )
    return tuple(Closed(row["lead__end_reason"], row["lead__to_whom"], row["count"]) for row in found)


def _ended(rows: QuerySet[Handoff]) -> tuple[Win, ...]:
    ended = rows.filter(lead__end__in=("won", "lost")).order_by("-lead__ended_at", "-id")
    return tuple(_win(row) for row in ended.select_related("lead__person__card", "lead__company", "executive")[:SHOWN])


def _win(row: Handoff) -> Win:
    lead = row.lead
    assert lead.ended_at is not None
    by = row.executive.name if row.executive else ""
    return Win(row.pk, *_called(lead), by, lead.end, lead.end_reason, lead.to_whom, lead.ended_at)


def _called(lead: Lead) -> tuple[str, str]:
    card = getattr(lead.person, "card", None)
    name = card.full_name if card else ""
    return name, (card.company if card else "") or (lead.company.name if lead.company else "")
