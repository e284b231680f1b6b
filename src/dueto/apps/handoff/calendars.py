"""Whose working time a clock counts: the hours of the agreement, at the place where that person sits."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dueto.adapters.places import holidays_of
from dueto.apps.agreements.hours import country_kept, week_in
from dueto.apps.team.models import Absence
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla.budgets import budget_of
from dueto.domain.sla.calendar import Absence as Away
from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.kinds import Kind

if TYPE_CHECKING:
    from dueto.apps.team.models import Member

PROMISED = frozenset({Kind.ANSWER, Kind.FIRST_CONTACT, Kind.PREPARE, "answer_returns"})
"""Commitments with a time; where the process gives a stage a clock of its own, that one counts."""


def calendar_of(member: Member, agreement: Agreement) -> Calendar:
    """Return when `member` works: their zone, their country's holidays if the agreement keeps those, their absences.

    One query for the absences, unless they are prefetched as `absences`.
    """
    away = tuple(sorted((one.began_at, one.ended_at) for one in member.absences.all()))
    return _calendar(member.zone, country_kept(agreement, member.country), agreement.hash, _Written(agreement), away)


def calendar_of_marketing(agreement: Agreement) -> Calendar:
    """Return when marketing works: the agreement's own zone and the holidays of the first country that it names."""
    countries = agreement.record.get("calendar", {}).get("holidays", ())
    return _calendar(agreement.zone.key, countries[0] if countries else "", agreement.hash, _Written(agreement), ())


def budgets_of(agreement: Agreement) -> dict[str, timedelta]:
    """Return what the agreement gives for each clock, in working time, by its key; what marketing owes included."""
    week = week_in(agreement)
    spans: dict[str, str] = {}
    for side in agreement.record.get("commitments", {}).values():
        for commitment in side:
            spans |= {key: commitment[key] for key in PROMISED & commitment.keys()}
    for stage in agreement.record.get("process", ()):
        spans |= {key: span for key, span in stage.get("clock", {}).items() if isinstance(span, str)}
        if attempts := stage.get("clock", {}).get("attempts"):
            spans[Kind.ATTEMPTS] = attempts["within"]
    if "answer_returns" in spans:
        spans[Kind.ANSWER_RETURN] = spans.pop("answer_returns")
    return {str(key): budget_of(span, week=week) for key, span in spans.items()}


def silences_of(agreement: Agreement) -> dict[str, timedelta]:
    """Return by stage after how much working time of silence a lead comes back by itself."""
    week = week_in(agreement)
    clocks = {stage["stage"]: stage.get("clock", {}) for stage in agreement.record.get("process", ())}
    return {
        stage: budget_of(clock["recycle_after"], week=week)
        for stage, clock in clocks.items()
        if "recycle_after" in clock
    }


def absent_members(at: datetime) -> set[int]:
    """Return who is away at an instant, by id."""
    rows = Absence.objects.filter(began_at__lte=at).exclude(ended_at__lte=at)
    return set(rows.values_list("member_id", flat=True))


class _Written:
    """An agreement as a key: equal if it is the same document."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement

    def __hash__(self) -> int:
        return hash(self.agreement.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Written) and other.agreement.hash == self.agreement.hash


@lru_cache(maxsize=512)
def _calendar(
    zone: str, country: str, _hash: str, written: _Written, away: tuple[tuple[datetime, datetime | None], ...]
) -> Calendar:
    return Calendar(
        ZoneInfo(zone), week_in(written.agreement), holidays=holidays_of(country),
        absences=tuple(Away(began, ended) for began, ended in away),
    )  # fmt: skip
