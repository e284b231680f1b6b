"""Pairs that may be one: the queue, and two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q

from dueto.apps.base.models import Activity, Card, Company, CompanyMerge, Identity, Merge, Note, Person
from dueto.apps.base.queries.known import Known, known_of
from dueto.apps.base.queries.who import Who, who
from dueto.apps.leads.queries.passages import Passage, passages
from dueto.apps.stewardship.models import Pair, Search
from dueto.apps.team.access import NoSuch

PAGE = 30
MOST_COUNTED = 1000


class NoSuchPair(NoSuch):
    """There is no pair of that number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a pair, or against it: what was compared, how alike, and what that is worth in bits."""

    of: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Two:
    """One pair in the queue."""

    id: int
    kind: str
    low: int
    high: int
    names: tuple[str, str]
    where: tuple[str, str]
    probability: float
    reasons: tuple[Reason, ...]
    state: str
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a pair, with what came of them."""

    who: Who
    known: dict[str, Known]
    handles: tuple[tuple[str, str], ...]
    acts: int
    first_act_at: datetime | None
    last_act_at: datetime | None
    passages: tuple[Passage, ...]
    notes: int


@dataclass(frozen=True, slots=True)
class CompanySide:
    """One company of a pair."""

    id: int
    name: str
    domain: str
    country: str
    owner: str
    people: int
    names: tuple[str, ...]
    open_leads: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Seeking:
    """How a search for duplicates goes on, or how the last one ended."""

    is_under_way: bool
    stage: str
    looked_at: int
    found: int
    asked_at: datetime
    ended_at: datetime | None
    failed: bool


def pairs(kind: str, *, state: str = "open", after: str = "", size: int = PAGE) -> tuple[list[Two], str]:
    """Return one page of pairs, the likeliest first, and where the next begins (empty: nowhere). Three queries."""
    rows = Pair.objects.filter(kind=kind, state=state).select_related("decided_by").order_by("-probability", "-id")
    probability, _, pk = after.partition(":")
    if pk.isdigit():
        rows = rows.filter(Q(probability__lt=float(probability)) | Q(probability=float(probability), pk__lt=int(pk)))
    found = list(rows[: size + 1])
    more = f"{found[size - 1].probability!r}:{found[size - 1].pk}" if len(found) > size else ""
    return _two(kind, found[:size]), more


def waiting_pairs(kind: str) -> int:
    """Return how many pairs wait, up to `MOST_COUNTED` + 1. One query over its index."""
    return Pair.objects.filter(kind=kind, state="open").values("pk")[: MOST_COUNTED + 1].count()


def pair_of(pair_id: int) -> Two:
    """Return one pair. Raises `NoSuchPair`."""
    row = Pair.objects.select_related("decided_by").filter(pk=pair_id).first()
    if row is None:
        raise NoSuchPair(pair_id)
    return _two(row.kind, [row])[0]


def next_pair(kind: str, *, but: int = 0) -> int | None:
    """Return the likeliest pair that waits, leaving one out. One query."""
    rows = Pair.objects.filter(kind=kind, state="open").exclude(pk=but).order_by("-probability", "-id")
    return rows.values_list("pk", flat=True).first()


def pairs_with(person_id: int) -> list[int]:
    """Return the open pairs that somebody is one of. One query for each side."""
    rows = Pair.objects.filter(Q(low=person_id) | Q(high=person_id), kind="person", state="open")
    return list(rows.order_by("-probability", "-id").values_list("pk", flat=True)[:3])


def side_of(person_id: int) -> Side | None:
    """Return one person of a pair; None if they are no more."""
    rows = Person.objects.select_related("card", "company__owner", "origin")
    person = rows.filter(pk=person_id, erased_at=None).first()
    if person is None:
        return None
    acts = Activity.objects.filter(identity__person=person_id).aggregate(
        n=Count("id"), first=Min("occurred_at"), last=Max("occurred_at")
    )
    handles = Identity.objects.filter(person=person_id, kind__in=("email", "phone"), handle__isnull=False)
    return Side(
        who=who(person), known={one.field: one for one in known_of(person_id)},
        handles=tuple(handles.order_by("id").values_list("kind", "handle__value")[:10]), acts=acts["n"],
        first_act_at=acts["first"], last_act_at=acts["last"], passages=passages(person_id),
        notes=Note.objects.filter(person=person_id).count(),
    )  # fmt: skip


def company_side_of(company_id: int) -> CompanySide | None:
    """Return one company of a pair. Four queries."""
    company = Company.objects.select_related("owner").filter(pk=company_id).first()
    if company is None:
        return None
    people = Person.objects.filter(company=company_id, erased_at=None, merged_into=None)
    names = people.order_by("-last_act_at", "-id").values_list("card__full_name", flat=True)[:6]
    return CompanySide(
        id=company.pk, name=company.name, domain=company.domain, country=company.country,
        owner=company.owner.name if company.owner else "", people=people.count(),
        names=tuple(name for name in names if name), open_leads=company.leads.filter(ended_at=None).count(),
        created_at=company.created_at,
    )  # fmt: skip


def seeking(kind: str) -> Seeking | None:
    """Return the search that is under way, or the last one. One query."""
    row = Search.objects.filter(kind=kind).order_by("-id").first()
    if row is None:
        return None
    return Seeking(
        row.ended_at is None, row.stage, row.looked_at, row.found, row.asked_at, row.ended_at, bool(row.error)
    )


@dataclass(frozen=True, slots=True)
class Latest:
    """A merge that stands, to be looked at again: of people or of companies."""

    merge_id: int
    kind: str
    kept_id: int
    kept: str
    gone: str
    by: str
    merged_at: datetime


def latest_merges(kind: str, *, limit: int = 10) -> list[Latest]:
    """Return the merges that stand, the latest first. One query."""
    if kind == "company":
        merges = CompanyMerge.objects.filter(undone_at=None).select_related("kept", "gone", "by")
        return [
            Latest(row.pk, kind, row.kept_id, row.kept.name, row.gone.name, row.by.name if row.by else "",
                   row.merged_at)
            for row in merges.order_by("-merged_at", "-id")[:limit]
        ]  # fmt: skip
    people = Merge.objects.filter(undone_at=None, gone__erased_at=None)
    return [
        Latest(row.pk, kind, row.gone.head_id, _name(row.kept), "", row.by.name if row.by else "", row.merged_at)
        for row in people.select_related("gone", "kept__card", "by").order_by("-merged_at", "-id")[:limit]
    ]


def _name(person: Person) -> str:
    card: Card | None = getattr(person, "card", None)
    return card.full_name if card else ""


def _two(kind: str, rows: list[Pair]) -> list[Two]:
    ids = {one for row in rows for one in (row.low, row.high)}
    if kind == "person":
        cards = Card.objects.filter(person__in=ids).values_list("person", "full_name", "role", "company", "email")
        shown = {pk: (name, " · ".join(part for part in (role, company, email) if part))
                 for pk, name, role, company, email in cards}  # fmt: skip
    else:
        companies = Company.objects.filter(pk__in=ids).values_list("pk", "name", "domain", "country")
        shown = {pk: (name, " · ".join(part for part in (domain, country) if part))
                 for pk, name, domain, country in companies}  # fmt: skip
    nobody = ("", "")
    return [
        Two(
            row.pk, row.kind, row.low, row.high, (shown.get(row.low, nobody)[0], shown.get(row.high, nobody)[0]),
            (shown.get(row.low, nobody)[1], shown.get(row.high, nobody)[1]), row.probability,
            tuple(Reason(one["of"], one["level"], one["weight"]) for one in row.evidence), row.state,
            row.decided_by.name if row.decided_by else "", row.decided_at,
        )
        for row in rows
    ]  # fmt: skip
