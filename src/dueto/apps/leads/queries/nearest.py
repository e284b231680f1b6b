"""Who is one datum away: the queue of questions, the one that is worth most first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from dueto.apps.journal.models import Entry
from dueto.apps.journal.tags import Tag
from dueto.apps.leads.models import Verdict

SKIPPED_FOR = timedelta(days=30)
"""So long a question that somebody skipped is not asked again."""
MOST_COUNTED = 1000
LOOKED_AT = 200
"""Among so many of the nearest those are sought who are two data away."""


@dataclass(frozen=True, slots=True)
class Question:
    """One datum that would qualify one person."""

    person_id: int
    field: str
    definition: str


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody whom two data would qualify."""

    person_id: int
    name: str
    company: str
    fields: tuple[str, ...]


def next_question(definition: str, *, as_of: datetime, but: int | None = None) -> Question | None:
    """Return the question worth most that nobody skipped lately; `but` leaves one person out. One query."""
    asked = _asked(definition, as_of)
    if but is not None:
        asked = asked.exclude(person_id=but)
    row = asked.values_list("person_id", "datum").first()
    return Question(row[0], row[1], definition) if row else None


def question_about(definition: str, person_id: int) -> Question | None:
    """Return the question about one person, or None if no single datum would do any more. One query."""
    datum = _open(definition).filter(person_id=person_id).values_list("datum", flat=True).first()
    return Question(person_id, datum, definition) if datum else None


def waiting(definition: str, *, as_of: datetime) -> int:
    """Return how many questions wait, up to `MOST_COUNTED` + 1. One query."""
    return _asked(definition, as_of).values("pk")[: MOST_COUNTED + 1].count()


def two_away(definition: str, *, limit: int = 5) -> list[Near]:
    """Return the nearest whom two data would qualify. One query."""
    rows = Verdict.objects.filter(definition=definition, standing="not_yet", datum="").select_related("person__card")
    near: list[Near] = []
    for row in rows.order_by("-rank", "-id")[:LOOKED_AT]:
        if row.missing and len(row.missing[0]) == 2 and len(near) < limit:
            card = getattr(row.person, "card", None)
            name, company = (card.full_name, card.company) if card else ("", "")
            near.append(Near(row.person_id, name, company, tuple(row.missing[0])))
    return near


def _open(definition: str) -> QuerySet[Verdict]:
    return Verdict.objects.filter(~Q(datum=""), definition=definition)


def _asked(definition: str, as_of: datetime) -> QuerySet[Verdict]:
    skipped = Entry.objects.filter(
        person_id=OuterRef("person_id"), tag=Tag.PERSON_SKIPPED, happened_at__gt=as_of - SKIPPED_FOR
    )
    return _open(definition).filter(~Exists(skipped)).order_by("-rank", "-id")
