"""Companies: the list of them, and what is known of one by its people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Q

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.models import Activity, Company, Person, present
from dueto.apps.base.queries.acts import Done, done
from dueto.apps.base.queries.search import begins, search
from dueto.apps.base.queries.who import Origin, origin_of

MOST_FOUND = 60
MOST_PEOPLE = 50
"""So many people of a company are shown, whoever acted last first; a company of more says how many there are."""


@dataclass(frozen=True, slots=True)
class Firm:
    """One company as the list of companies shows it."""

    id: int
    name: str
    domain: str
    country: str
    owner: str
    owner_id: int | None
    people: int
    last_act_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of a company."""

    id: int
    name: str
    role: str
    last_act_at: datetime | None


def company_names(company_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of companies by id. One query, none for none."""
    ids = [pk for pk in company_ids if pk]
    return dict(Company.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def firm(company_id: int) -> Firm | None:
    """Return one company. Two queries."""
    return firms([company_id]).get(company_id)


def firms(company_ids: Collection[int]) -> dict[int, Firm]:
    """Return these companies by id. Two queries."""
    people = Person.objects.filter(present(), company_id__in=company_ids).order_by()
    known = {
        pk: (many, acted)
        for pk, many, acted in people.values_list("company_id").annotate(many=Count("pk"), acted=Max("last_act_at"))
    }
    return {
        one.pk: Firm(
            one.pk, one.name, one.domain, one.country, one.owner.name if one.owner else "", one.owner_id,
            *known.get(one.pk, (0, None)), one.created_at,
        )
        for one in Company.objects.filter(pk__in=company_ids).select_related("owner")
    }  # fmt: skip


def employees(company_id: int, *, limit: int = MOST_PEOPLE) -> list[Employee]:
    """Return the people of a company, whoever acted last first. One query."""
    people = Person.objects.filter(present(), company_id=company_id)
    rows = people.order_by(F("last_act_at").desc(nulls_last=True), "-id")
    named = rows.values_list("id", "card__full_name", "card__role", "last_act_at")[:limit]
    return [Employee(pk, name or "", role or "", acted) for pk, name, role, acted in named]


def acts_of_people(person_ids: Iterable[int], *, limit: int) -> list[tuple[int, Done]]:
    """Return the newest acts of these people, a company's, each with who did it. One query."""
    rows = Activity.objects.filter(identity__person_id__in=list(person_ids)).select_related("source", "identity")
    newest = rows.order_by("-occurred_at", "-id")[:limit]
    return [(row.identity.person_id, done(row)) for row in newest if row.identity.person_id]


def origin_of_company(company_id: int) -> Origin | None:
    """Return where the first person of a company came from. One query."""
    people = Person.objects.filter(company_id=company_id).exclude(origin=None).select_related("origin")
    first = people.order_by("created_at", "pk").first()
    return origin_of(first.origin) if first else None


def called(words: str) -> dict[int, int]:
    """Return companies by how well they fit: those whose name or domain begins so, then those whose people do."""
    key, domain = comparable_company(words)[:200], words.strip().lower()[:200]
    begun = Company.objects.filter(Q(merged_into=None), begins("key", key)) if key else Company.objects.none()
    sites = Company.objects.filter(begins("domain", domain), merged_into=None)
    found = dict.fromkeys(begun.order_by("key").values_list("pk", flat=True)[: MOST_FOUND + 1], 0)
    for pk in sites.order_by("domain", "pk").values_list("pk", flat=True)[:MOST_FOUND]:
        found.setdefault(pk, 1)
    people = search(words).person_ids
    for pk in Person.objects.filter(present(), pk__in=people).values_list("company_id", flat=True):
        if pk is not None:
            found.setdefault(pk, 2)
    return found
