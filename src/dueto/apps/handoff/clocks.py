"""Clocks of a hand-off: started, stopped and looked at; what follows from them is worked out anew each time."""

from __future__ import annotations

from datetime import datetime, timedelta

from dueto.apps.agreements.queries import document_of
from dueto.apps.handoff.calendars import budgets_of, calendar_of, calendar_of_marketing
from dueto.apps.handoff.models import Clock, Handoff
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla import clock as sla
from dueto.domain.sla.calendar import Calendar, NeverDue
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.ladder import Ladder, next_rung_at, usual_ladder

LADDER = usual_ladder(manager_after=timedelta(hours=2), reroute_after=timedelta(hours=8))
LOOKED_AT_AGAIN = timedelta(hours=1)
MARKETINGS = frozenset({Kind.PREPARE, Kind.ANSWER_RETURN})
"""What marketing owes; the rest is owed by the executive who has the hand-off."""


def agreement_of(handoff: Handoff) -> Agreement:
    """Return the document of the version under which the lead crossed: a later one changes nothing for it."""
    return document_of(handoff.lead.agreement_id, handoff.lead.agreement.hash)


def start(
    handoff: Handoff, kind: Kind, *, at: datetime, agreed_at: datetime | None = None, budget: timedelta | None = None
) -> Clock | None:
    """Return the clock that starts, or None where neither `budget` nor the agreement gives it a time."""
    agreement = agreement_of(handoff)
    budget = budget or budget_for(kind, agreement, is_fast=handoff.is_fast)
    if budget is None:
        return None
    owner = None if kind in MARKETINGS else handoff.executive
    clock = Clock(
        handoff=handoff, kind=kind, side="marketing" if kind in MARKETINGS else "sales", owed_by=owner, started_at=at,
        budget=budget, agreed_at=agreed_at,
    )  # fmt: skip
    reckon(clock, calendar=calendar_for(clock, agreement), as_of=at)
    clock.save()
    return clock


def stop(handoff: Handoff, kinds: set[Kind], *, at: datetime, is_moot: bool = False) -> None:
    """Stop the running clocks of these kinds: kept if in time, missed for ever if not.

    `is_moot` tells that the reason for them went away: in time they are then neither kept nor missed.
    """
    for clock in Clock.objects.select_for_update().filter(handoff=handoff, kind__in=kinds, stopped_at=None):
        clock.handoff = handoff
        clock.stopped_at = at
        clock.state = sla.State.MOOT if is_moot else clock.state
        reckon(clock, calendar=calendar_for(clock, agreement_of(handoff)), as_of=at)
        clock.save()


def reckon(clock: Clock, *, calendar: Calendar, as_of: datetime) -> None:
    """Write into `clock` how it stands at `as_of`: state, due time, breach, and when to look again."""
    now = standing(clock, calendar=calendar, as_of=as_of)
    if isinstance(now, NeverDue):
        # Away without an end: nobody knows when it is due, so it is looked at again.
        clock.due_at, clock.next_at = None, None if clock.stopped_at is not None else as_of + LOOKED_AT_AGAIN
        return
    if clock.breached_at is None:
        clock.state, clock.due_at, clock.breached_at = now.state, now.due_at, now.breached_at
    else:  # missed stays missed, whatever a calendar says afterwards
        clock.state = sla.State.MISSED
    clock.next_at = next_rung_at(
        ladder_of(clock), clock=value_of(clock), calendar=calendar, as_of=as_of, fired=clock.fired
    )


def standing(clock: Clock, *, calendar: Calendar, as_of: datetime) -> sla.Standing | NeverDue:
    """Return how the clock stands at `as_of`, with what is used, left and late in working time."""
    return sla.standing(value_of(clock), calendar=calendar, as_of=as_of)


def value_of(clock: Clock) -> sla.Clock:
    """Return the clock as the domain reckons with it."""
    return sla.Clock(
        clock.started_at, clock.budget, stopped_at=clock.stopped_at, agreed_at=clock.agreed_at,
        is_moot=clock.state == sla.State.MOOT,
    )  # fmt: skip


def ladder_of(clock: Clock) -> Ladder:
    """Return what happens while it is not kept; only an unanswered hand-off is passed on to somebody else."""
    if clock.kind == Kind.ANSWER:
        return LADDER
    return Ladder(LADDER.rungs[:-1])


def calendar_for(clock: Clock, agreement: Agreement) -> Calendar:
    """Return whose working time the clock counts."""
    return calendar_of_marketing(agreement) if clock.owed_by is None else calendar_of(clock.owed_by, agreement)


def budget_for(kind: Kind, agreement: Agreement, *, is_fast: bool) -> timedelta | None:
    """Return the working time that is promised; somebody on the fast track is contacted sooner."""
    budgets = budgets_of(agreement)
    if kind is Kind.FIRST_CONTACT and is_fast:
        return budgets.get("fast_track_contact", budgets.get(kind))
    return budgets.get(kind)
