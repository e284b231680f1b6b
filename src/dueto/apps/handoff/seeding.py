"""Hand-offs and what runs from them written down as history, many at a time: for the demo and the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from dueto.apps.agreements.models import Agreement as Version
from dueto.apps.agreements.queries import document_of
from dueto.apps.handoff import clocks
from dueto.apps.handoff.calendars import calendar_of, calendar_of_marketing
from dueto.apps.handoff.models import Attempt, Clock, Handoff, Notice, Return, Seat
from dueto.apps.handoff.silence import heard
from dueto.apps.journal.seeding import free, write_rows
from dueto.apps.leads.models import Move, Opportunity
from dueto.apps.team.models import Member
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.sla.calendar import Calendar
from dueto.domain.sla.kinds import Kind
from dueto.domain.sla.ladder import rungs_due

TABLES = {model.__name__: model for model in (Attempt, Handoff, Notice, Return)}


@dataclass(frozen=True, slots=True)
class Place:
    """One executive's place in the turn. No territories: everywhere; weight 0: only the companies they look after."""

    territories: tuple[str, ...] = ()
    weight: int = 1
    open_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One clock that ran, or runs: of which hand-off, under which agreement, and whose time it counts."""

    handoff_id: int
    agreement_id: int
    executive_id: int
    kind: Kind
    is_fast: bool
    started_at: datetime
    stopped_at: datetime | None = None
    agreed_at: datetime | None = None


def seat(places: Mapping[int, Place]) -> None:
    """Give each member, by id, a place in the turn."""
    Seat.objects.bulk_create(
        Seat(member_id=member, territories=list(place.territories), weight=place.weight, open_cap=place.open_cap)
        for member, place in places.items()
    )


def settle_turns() -> None:
    """Count what each executive received, and set all level: nobody is owed a turn for times past."""
    received = Counter(dict(Handoff.objects.values_list("executive").annotate(n=Count("id")).order_by()))
    last = dict(Handoff.objects.values_list("executive").annotate(last=Max("sent_at")).order_by())
    returned = Counter(dict(Return.objects.values_list("by").annotate(n=Count("id")).order_by()))
    most = max(received.values(), default=0)
    for place in Seat.objects.all():
        place.assigned, place.credits = received[place.member_id], returned[place.member_id]
        place.start = most - place.assigned + place.credits
        place.last_assigned_at = last.get(place.member_id)
        place.save()


def write(table: str, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return the ids of the rows written into one table of the hand-offs, in their order."""
    return write_rows(TABLES[table], rows)


def listen() -> None:
    """Note for whatever is under way when sales was heard of last, and when silence will have been long enough."""
    tried = dict(Attempt.objects.values_list("handoff").annotate(last=Max("happened_at")).order_by())
    moved = dict(Move.objects.exclude(by=None).values_list("lead").annotate(last=Max("happened_at")).order_by())
    told = dict(Opportunity.objects.values_list("lead", "updated_at"))
    members = Member.objects.prefetch_related("absences").in_bulk()
    rows = Handoff.objects.filter(state__in=("sent", "accepted"), lead__ended_at=None).exclude(sent_at=None)
    for row in rows.select_related("lead__agreement"):
        row.executive = members.get(row.executive_id or 0)
        last = (row.sent_at, row.answered_at, tried.get(row.pk), moved.get(row.lead_id), told.get(row.lead_id))
        heard(row, at=max(at for at in last if at is not None))


def write_clocks(runs: Iterable[Run], *, as_of: datetime) -> list[Mapping[str, Any]]:
    """Return the clocks written, each kept or missed as the calendar of whoever owed it says.

    What the ladder would have done by `as_of` has been done: nobody is told of it now.
    """
    rows = list(_reckoned(runs, as_of=as_of))
    write_rows(Clock, rows)
    return rows


def finish() -> None:
    """Let the database give ids again."""
    free(Clock, *TABLES.values())


def _reckoned(runs: Iterable[Run], *, as_of: datetime) -> Iterator[Mapping[str, Any]]:
    members = Member.objects.prefetch_related("absences").in_bulk()
    agreements: dict[int, Agreement] = {}
    calendars: dict[tuple[int, int | None], Calendar] = {}
    for run in runs:
        if run.agreement_id not in agreements:
            agreements[run.agreement_id] = _document(run.agreement_id)
        agreement = agreements[run.agreement_id]
        budget = clocks.budget_for(run.kind, agreement, is_fast=run.is_fast)
        if budget is None:
            continue
        owner = None if run.kind in clocks.MARKETINGS else run.executive_id
        if (run.agreement_id, owner) not in calendars:
            found = calendar_of_marketing(agreement) if owner is None else calendar_of(members[owner], agreement)
            calendars[run.agreement_id, owner] = found
        clock = Clock(
            handoff_id=run.handoff_id, kind=run.kind, side="marketing" if owner is None else "sales", owed_by_id=owner,
            started_at=run.started_at, budget=budget, agreed_at=run.agreed_at, stopped_at=run.stopped_at,
        )  # fmt: skip
        yield _row(clock, calendar=calendars[run.agreement_id, owner], as_of=as_of)


def _row(clock: Clock, *, calendar: Calendar, as_of: datetime) -> Mapping[str, Any]:
    firings = rungs_due(clocks.ladder_of(clock), clock=clocks.value_of(clock), calendar=calendar, as_of=as_of, fired=())
    clock.fired = [firing.rung.name for firing in firings]
    clocks.reckon(clock, calendar=calendar, as_of=as_of)
    return {field.attname: getattr(clock, field.attname) for field in Clock._meta.concrete_fields}


def _document(agreement_id: int) -> Agreement:

    return document_of(agreement_id, Version.objects.values_list("hash", flat=True).get(pk=agreement_id))
