"""The desk of one executive: what waits, in the order in which it should be taken, and what is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from dueto.apps.base.queries.who import Who, who
from dueto.apps.handoff.clocks import agreement_of
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.handoff.queries.faces import Face, face_of

KINDS = {
    "qualified": ("answer", "first_contact"),
    "accepted": ("first_contact", "attempts"),
    "opportunity": ("update",),
}
"""Which clocks of sales press in which stage, the first that runs before the others."""
BEFORE_DUE = timedelta(days=1)
MOST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One hand-off on the desk. `is_waiting`: something is to be done with it now."""

    handoff_id: int
    who: Who
    stage: str
    is_fast: bool
    score: int
    face: Face | None
    next_at: datetime | None
    is_waiting: bool

    @property
    def is_to_answer(self) -> bool:
        """Whether it is to be accepted or returned."""
        return self.stage == "qualified"

    @property
    def urgency(self) -> tuple[bool, bool, datetime | None, int, int]:
        """Fast track first, then whatever is due earliest, then the higher score."""
        due_at = self.face.due_at if self.face else None
        return (not self.is_fast, due_at is None, due_at, -self.score, self.handoff_id)


@dataclass(frozen=True, slots=True)
class Week:
    """What came to this executive since Monday, and how much of it was answered in time."""

    received: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits, what is planned for later, and the week's own count."""

    waiting: tuple[Entry, ...]
    later: tuple[Entry, ...]
    week: Week

    def around(self, handoff_id: int) -> tuple[Entry | None, Entry | None, int]:
        """Return the entry before this one among those that wait, the one after it, and its place (0: none)."""
        ids = [entry.handoff_id for entry in self.waiting]
        if handoff_id not in ids:
            return None, (self.waiting[0] if self.waiting else None), 0
        place = ids.index(handoff_id)
        before = self.waiting[place - 1] if place else None
        after = self.waiting[place + 1] if place + 1 < len(ids) else None
        return before, after, place + 1


def desk_of(*, member_id: int, zone: ZoneInfo, as_of: datetime) -> Desk:
    """Return the desk of one executive. Four queries."""
    running = Clock.objects.filter(stopped_at=None, side="sales").select_related("owed_by")
    rows = (
        Handoff.objects.of(member_id)
        .filter(Q(state="sent") | Q(state="accepted", lead__ended_at=None))
        .filter(lead__person__erased_at=None)
        .select_related("lead__agreement", "lead__person__card", "lead__person__company__owner", "lead__person__origin")
        .defer("lead__agreement__document")
        .prefetch_related(Prefetch("clocks", queryset=running, to_attr="running"))
        .order_by("sent_at", "id")[:MOST]
    )
    _share_owners([clock for row in rows for clock in row.running])  # type: ignore[attr-defined]
    entries = [_entry(row, as_of=as_of) for row in rows]
    return Desk(
        waiting=tuple(sorted((one for one in entries if one.is_waiting), key=_in_order)),
        later=tuple(sorted((one for one in entries if not one.is_waiting), key=_by_plan)),
        week=week_of(member_id=member_id, zone=zone, as_of=as_of),
    )


def _share_owners(clocks: list[Clock]) -> None:
    """Let all clocks of one executive have the same member, whose absences are read once."""
    owners = {clock.owed_by_id: clock.owed_by for clock in clocks if clock.owed_by is not None}
    prefetch_related_objects(list(owners.values()), "absences")
    for clock in clocks:
        if clock.owed_by_id in owners:
            clock.owed_by = owners[clock.owed_by_id]


def week_of(*, member_id: int, zone: ZoneInfo, as_of: datetime) -> Week:
    """Return what came since Monday of the executive's own week. One query."""
    local = as_of.astimezone(zone)
    monday = (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    in_time = Q(breached_at=None) & (Q(stopped_at__isnull=False) | Q(due_at=None) | Q(due_at__gt=as_of))
    owed = Clock.objects.filter(kind="answer", handoff__executive_id=member_id, started_at__gte=monday)
    found = owed.exclude(state="moot").aggregate(received=Count("id"), in_time=Count("id", filter=in_time))
    return Week(found["received"], found["in_time"])


def _entry(row: Handoff, *, as_of: datetime) -> Entry:
    lead = row.lead
    clocks: list[Clock] = row.running  # type: ignore[attr-defined]
    by_kind = {clock.kind: clock for clock in clocks}
    clock = next((by_kind[kind] for kind in KINDS.get(lead.stage, ()) if kind in by_kind), None)
    face = face_of(clock, agreement=agreement_of(row), as_of=as_of) if clock else None
    return Entry(
        row.pk, who(lead.person), lead.stage, row.is_fast, lead.fit + lead.behaviour, face, row.next_attempt_at,
        _waits(row, face, as_of),
    )  # fmt: skip


def _waits(row: Handoff, face: Face | None, as_of: datetime) -> bool:
    """Return whether something is to be done now: answer, try, write down how it goes on."""
    if row.state == "sent":
        return True
    if row.next_attempt_at is not None:
        return row.next_attempt_at <= as_of or bool(face and face.is_late)
    if row.lead.stage == "accepted":
        return True
    return row.lead.stage == "opportunity" and bool(face and face.due_at and face.due_at <= as_of + BEFORE_DUE)


def _in_order(entry: Entry) -> tuple[object, ...]:
    fast, undue, due_at, score, number = entry.urgency
    return (fast, undue, due_at.timestamp() if due_at else 0.0, score, number)


def _by_plan(entry: Entry) -> tuple[bool, float, int]:
    at = entry.next_at or (entry.face.due_at if entry.face else None)
    return (at is None, at.timestamp() if at else 0.0, entry.handoff_id)
