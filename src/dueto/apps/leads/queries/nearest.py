"""Who is one datum away: the queue of questions, the one that is worth most first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from dueto.apps.leads.models import Aside, Assignment, Lead, Opportunity, Verdict

MOST_COUNTED = 1000
LOOKED_AT = 200
"""Among so many of the nearest those are sought who are two data away."""
MOST_ASSIGNED = 500
YEAR = timedelta(days=365)
FEWEST = 20
"""Below so many leads nothing is said of what one is worth."""


@dataclass(frozen=True, slots=True)
class Question:
    """One datum that would qualify one person; `place` is where it stands in the queue."""

    person_id: int
    field: str
    definition: str
    place: str
    member: str = ""
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One question in the order of the queue: by rank, then by the verdict's number."""

    id: int
    rank: int
    person_id: int
    field: str


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody whom two data would qualify."""

    person_id: int
    name: str
    company: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions: those of one datum, those given to one member. All without."""

    datum: str = ""
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """How many questions wait, up to `MOST_COUNTED` + 1, and how many of each datum among them."""

    count: int
    by_datum: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Money:
    """What one qualified lead brought in the mean, over a year: of how many, and how many were won."""

    amount: Decimal
    currency: str
    leads: int
    won: int


def next_question(
    definition: str, *, wanted: Wanted | None = None, but: int | None = None, after: str = ""
) -> Question | None:
    """Return the question worth most that is not left aside. One query, and one for whose it is.

    `but` leaves one person out; `after` is the place of the question before.
    """
    asked = _asked(definition, wanted or Wanted())
    if but is not None:
        asked = asked.exclude(person_id=but)
    if (place := _place(after)) is not None:
        rank, pk = place
        asked = asked.filter(rank__lte=rank).exclude(rank=rank, pk__gte=pk)
    return _question(asked.values_list("person_id", "datum", "rank", "pk").first(), definition)


def asked_after(definition: str, *, after: tuple[int, int] | None = None, limit: int) -> list[Listed]:
    """Return questions that are not left aside, those worth most first, behind a rank and a number. One query."""
    asked = _asked(definition, Wanted())
    if after is not None:
        rank, number = after
        asked = asked.filter(rank__lte=rank).exclude(rank=rank, pk__gte=number)
    return [Listed(*row) for row in asked.values_list("pk", "rank", "person_id", "datum")[:limit]]


def question_about(definition: str, person_id: int) -> Question | None:
    """Return the question about one person, or None if no single datum would do any more. Two queries."""
    rows = _open(definition).filter(person_id=person_id)
    return _question(rows.values_list("person_id", "datum", "rank", "pk").first(), definition)


def waiting(definition: str, *, wanted: Wanted | None = None) -> Queue:
    """Return how many questions wait. One query."""
    data = _asked(definition, wanted or Wanted()).values_list("datum", flat=True)[: MOST_COUNTED + 1]
    counted = Counter(data)
    return Queue(counted.total(), tuple(counted.most_common()))


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


def money_of(definition: str, *, as_of: datetime) -> Money | None:
    """Return what one lead of the last year brought in the mean; None while too few are known. Two queries."""
    leads = Lead.objects.filter(definition=definition, crossed_at__gt=as_of - YEAR, crossed_at__lte=as_of)
    count = leads.count()
    if count < FEWEST:
        return None
    won = Opportunity.objects.filter(
        closed_at__gt=as_of - YEAR, closed_at__lte=as_of, lead__definition=definition, lead__end="won",
        amount__isnull=False,
    )  # fmt: skip
    most = won.values("currency").annotate(total=Sum("amount"), n=Count("id")).order_by("-n", "currency").first()
    if most is None:
        return None
    return Money((most["total"] / count).quantize(Decimal(1)), most["currency"], count, most["n"])


def _question(row: tuple[int, str, int, int] | None, definition: str) -> Question | None:
    if row is None:
        return None
    person_id, datum, rank, pk = row
    given = Assignment.objects.filter(person=person_id, field=datum).select_related("member").first()
    return Question(
        person_id, datum, definition, f"{rank}.{pk}", given.member.name if given else "",
        given.member_id if given else None,
    )  # fmt: skip


def _open(definition: str) -> QuerySet[Verdict]:
    return Verdict.objects.filter(~Q(datum=""), definition=definition)


def _asked(definition: str, wanted: Wanted) -> QuerySet[Verdict]:
    aside = Aside.objects.filter(person=OuterRef("person_id"), field=OuterRef("datum"), lifted_at=None)
    asked = _open(definition).filter(~Exists(aside))
    if wanted.datum:
        asked = asked.filter(datum=wanted.datum)
    if wanted.member_id is not None:
        mine = Assignment.objects.filter(member=wanted.member_id).order_by("-given_at", "-id")
        people = list(mine.values_list("person_id", flat=True)[:MOST_ASSIGNED])
        given = Assignment.objects.filter(
            member=wanted.member_id, person=OuterRef("person_id"), field=OuterRef("datum")
        )
        asked = asked.filter(Exists(given), person__in=people)
    return asked.order_by("-rank", "-id")


def _place(after: str) -> tuple[int, int] | None:
    """Return the place that a mark names; None where it names none."""
    rank, _, pk = after.partition(".")
    digits = rank.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and pk.isascii() and pk.isdigit()) or len(after) > 30:
        return None
    return int(rank), int(pk)
