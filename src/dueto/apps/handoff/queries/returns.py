"""What sales gave back: to be answered by marketing first, grouped by where the people came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from dueto.apps.base.queries.who import Origin, origin_of
from dueto.apps.handoff.clocks import agreement_of
from dueto.apps.handoff.models import Clock, Return
from dueto.apps.handoff.queries.faces import Face, face_of

MOST_OPEN, MOST_ANSWERED = 300, 60


@dataclass(frozen=True, slots=True)
class Returned:
    """One return or recycling with the words of sales, and what marketing answered."""

    id: int
    handoff_id: int
    person_id: int
    name: str
    role: str
    company: str
    origin: Origin | None
    by: str
    is_recycling: bool
    reason: str
    counts: bool
    note: str
    which_one: str
    returned_at: datetime
    face: Face | None
    answer: str
    answer_note: str
    answered_by: str
    answered_at: datetime | None

    @property
    def is_owed(self) -> bool:
        """Whether marketing owes an answer."""
        return self.answered_at is None and not self.is_recycling


@dataclass(frozen=True, slots=True)
class Group:
    """The returns of one origin that wait for an answer, or that were answered."""

    origin: Origin | None
    returns: tuple[Returned, ...]

    @property
    def label(self) -> str:
        """The campaign they came by, else the channel; empty where neither is known."""
        return (self.origin.campaign or self.origin.channel) if self.origin else ""

    @property
    def words(self) -> tuple[tuple[str, int], ...]:
        """The reasons, each with how often it was given, the most frequent first."""
        counts: dict[str, int] = {}
        for one in self.returns:
            counts[one.reason] = counts.get(one.reason, 0) + 1
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class Returns:
    """All that was given back: what is owed an answer, by origin, and what was answered, newest first."""

    owed: tuple[Group, ...]
    answered: tuple[Returned, ...]

    @property
    def count(self) -> int:
        """How many wait for an answer."""
        return sum(len(group.returns) for group in self.owed)


def returns_for(*, by: int | None, as_of: datetime) -> Returns:
    """Return what was given back, only by the executive `by` if one is named. Three queries."""
    rows = _rows()
    if by is not None:
        rows = rows.filter(by_id=by)
    owed = list(rows.filter(answered_at=None, is_recycling=False).order_by("returned_at", "id")[:MOST_OPEN])
    done = rows.filter(Q(is_recycling=True) | ~Q(answered_at=None)).order_by("-returned_at", "-id")[:MOST_ANSWERED]
    clocks = _clocks(owed)
    groups: dict[Origin | None, list[Returned]] = {}
    for row in owed:
        clock = clocks.get(row.handoff_id)
        face = face_of(clock, agreement=agreement_of(row.handoff), as_of=as_of) if clock else None
        one = returned(row, face=face)
        key = Origin(one.origin.channel, one.origin.campaign, "", "") if one.origin else None
        groups.setdefault(key, []).append(one)
    return Returns(
        owed=tuple(Group(origin, tuple(sorted(some, key=_due))) for origin, some in sorted(groups.items(), key=_first)),
        answered=tuple(returned(row) for row in done),
    )


def returns_after(return_id: int, *, limit: int, owed: bool = False) -> list[Returned]:
    """Return what was given back by id beyond `return_id`; `owed`: what marketing has to answer. One query."""
    rows = _rows().filter(pk__gt=return_id)
    if owed:
        rows = rows.filter(answered_at=None, is_recycling=False)
    return [returned(row) for row in rows.order_by("id")[:limit]]


def answer_due(*, handoff_id: int) -> datetime | None:
    """Return by when marketing owes its answer to the newest return of a hand-off. One query."""
    running = Clock.objects.filter(handoff_id=handoff_id, kind="answer_return", stopped_at=None)
    return running.values_list("due_at", flat=True).order_by("-id").first()


def returned(row: Return, *, face: Face | None = None) -> Returned:
    """Return one return as it is shown; its hand-off, lead and people were read with it, or are read now."""
    lead = row.handoff.lead
    card = getattr(lead.person, "card", None)
    return Returned(
        id=row.pk, handoff_id=row.handoff_id, person_id=lead.person_id,
        name=card.full_name if card else "", role=card.role if card else "",
        company=(card.company if card else "") or (lead.company.name if lead.company else ""),
        origin=origin_of(lead.origin), by=row.by.name, is_recycling=row.is_recycling, reason=row.reason,
        counts=row.counts, note=row.note, which_one=row.which_one, returned_at=row.returned_at,
        face=face,
        answer=row.answer, answer_note=row.answer_note,
        answered_by=row.answered_by.name if row.answered_by else "", answered_at=row.answered_at,
    )  # fmt: skip


def _rows() -> QuerySet[Return]:
    """Return what was given back of everybody who was not forgotten, with whatever is shown of it."""
    return Return.objects.select_related(
        "handoff__lead__person__card", "handoff__lead__company", "handoff__lead__origin", "handoff__lead__agreement",
        "by", "answered_by",
    ).defer("handoff__lead__agreement__document").filter(handoff__lead__person__erased_at=None)  # fmt: skip


def _clocks(rows: list[Return]) -> dict[int, Clock]:
    """Return the running clock of marketing for each of these returns. One query."""
    running = Clock.objects.filter(
        handoff_id__in=[row.handoff_id for row in rows], kind="answer_return", stopped_at=None
    ).select_related("owed_by").prefetch_related("owed_by__absences")  # fmt: skip
    return {clock.handoff_id: clock for clock in running}


def _due(one: Returned) -> tuple[bool, float, int]:
    due_at = one.face.due_at if one.face else None
    return (due_at is None, (due_at or one.returned_at).timestamp(), one.id)


def _first(pair: tuple[Origin | None, list[Returned]]) -> tuple[int, float, int]:
    """The largest group first; of equal ones that with the oldest return."""
    oldest = min(pair[1], key=lambda one: (one.returned_at, one.id))
    return (-len(pair[1]), oldest.returned_at.timestamp(), oldest.id)
