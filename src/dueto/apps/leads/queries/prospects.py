"""The list of prospects: who, how they stand, what they did last, and whether a colleague is with sales already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Coalesce

from dueto.apps.base.models import Card, Person
from dueto.apps.base.queries.acts import last_acts
from dueto.apps.base.queries.who import Origin, origin_of
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.leads.queries.filters import BY_KIND, KINDS, Filters, kind_of
from dueto.apps.leads.queries.found import found
from dueto.domain.qualification.history import Activity

PAGE = 30
MOST_COUNTED = 10_000
"""A count beyond this is said as «more than»."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """One row. `missing` would qualify somebody today; `with_executive` has a colleague of theirs already."""

    person_id: int
    name: str
    role: str
    company: str
    company_id: int | None
    owner: str
    country: str
    email: str
    phone: str
    kind: str
    fit: int | None
    behaviour: int | None
    missing: tuple[str, ...]
    behaviour_short: int
    last_act: Activity | None
    last_act_at: datetime | None
    created_at: datetime
    origin: Origin | None
    with_executive: str


@dataclass(frozen=True, slots=True)
class Prospects:
    """One page of the list. `next` is where the following one begins; empty at the end."""

    rows: tuple[Prospect, ...]
    next: str
    looked_at_all: bool


def prospects(filters: Filters, *, as_of: datetime, after: str = "", size: int = PAGE) -> Prospects:
    """Return one page of those who meet the filters. At most eight queries, and one for each condition."""
    page = found(filters, as_of=as_of, after=after, size=size)
    return Prospects(_rows(page.person_ids, filters.definition), page.next, page.looked_at_all)


def counts(definition: str) -> dict[str, int]:
    """Return how many stand at each verdict, up to `MOST_COUNTED` + 1. One query for each."""
    verdicts = Verdict.objects.filter(definition=definition)
    return {kind: verdicts.filter(BY_KIND[kind]).values("pk")[: MOST_COUNTED + 1].count() for kind in KINDS}


def rows_of(person_ids: tuple[int, ...], definition: str) -> tuple[Prospect, ...]:
    """Return these people as rows, in their order. Four queries."""
    return _rows(person_ids, definition)


def _rows(ids: tuple[int, ...], definition: str) -> tuple[Prospect, ...]:
    people = Person.objects.select_related("card", "company__owner", "origin").in_bulk(ids)
    verdicts = {row.person_id: row for row in Verdict.objects.filter(definition=definition, person_id__in=ids)}
    acts = last_acts(ids)
    executives = _with_sales({person.company_id for person in people.values() if person.company_id})
    return tuple(
        _row(
            people[pk],
            verdicts.get(pk),
            acts.get(pk),
            next((name for person, name in executives.get(people[pk].company_id or 0, ()) if person != pk), ""),
        )
        for pk in ids
        if pk in people
    )


def _with_sales(company_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Return, by company, the people whose open lead is in an executive's hands, and whose. One query."""
    open_leads = Lead.objects.open().filter(company_id__in=list(company_ids), handoff__executive__isnull=False)
    head = Coalesce("person__merged_into", "person")
    rows = open_leads.order_by("id").values_list("company_id", head, "handoff__executive__name")
    hands: dict[int, list[tuple[int, str]]] = {}
    for company, person, executive in rows:
        hands.setdefault(company or 0, []).append((person, executive or ""))
    return hands


def _row(person: Person, verdict: Verdict | None, act: Activity | None, executive: str) -> Prospect:
    card: Card | None = getattr(person, "card", None)
    return Prospect(
        person_id=person.pk,
        name=card.full_name if card else "",
        role=card.role if card else "",
        company=(card.company if card else "") or (person.company.name if person.company else ""),
        company_id=person.company_id,
        owner=person.company.owner.name if person.company and person.company.owner else "",
        country=card.country if card else "",
        email=card.email if card else "",
        phone=card.phone if card else "",
        kind=kind_of(verdict) if verdict else "",
        fit=verdict.fit if verdict else None,
        behaviour=verdict.behaviour if verdict else None,
        missing=missing_of(verdict),
        behaviour_short=verdict.behaviour_short if verdict else 0,
        last_act=act,
        last_act_at=person.last_act_at,
        created_at=person.created_at,
        origin=origin_of(person.origin),
        with_executive=executive,
    )


def missing_of(verdict: Verdict | None) -> tuple[str, ...]:
    """Return the fields that would qualify somebody today, the easiest way first; none where behaviour lacks."""
    if verdict is None:
        return ()
    if verdict.datum:
        return (verdict.datum,)
    return tuple(verdict.missing[0]) if verdict.missing else ()
