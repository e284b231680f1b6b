"""Two who may be one, each with what came of them: for side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Max, Min

from dueto.apps.base.models import Activity, Company, Identity, Note, Person
from dueto.apps.base.queries.known import Known, known_of
from dueto.apps.base.queries.together import first_touch
from dueto.apps.base.queries.who import Who, who
from dueto.apps.leads.queries.passages import Passage, passages


@dataclass(frozen=True, slots=True)
class Side:
    """One person of a pair, with what came of them; origin and coming are those of whoever of them came first."""

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
    touch = first_touch(person_id)
    return Side(
        who=replace(who(person), origin=touch.origin, created_at=touch.created_at),
        known={one.field: one for one in known_of(person_id)},
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
