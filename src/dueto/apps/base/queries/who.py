"""How somebody is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.models import Card, Person, Source, present


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody first came from."""

    channel: str
    campaign: str
    referrer: str
    first_page: str


@dataclass(frozen=True, slots=True)
class Who:
    """One person by name, and what stands on their card."""

    id: int
    name: str
    role: str
    company: str
    company_id: int | None
    country: str
    email: str
    phone: str
    domain: str
    owner: str
    origin: Origin | None
    created_at: datetime
    last_act_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else of the same company."""

    id: int
    name: str
    role: str
    last_act_at: datetime | None


def who(person: Person) -> Who:
    """Return how `person` is shown, merged into somebody as that one; card, company and origin were read with them."""
    card: Card | None = getattr(person, "card", None)
    company = person.company
    return Who(
        id=person.head_id,
        name=card.full_name if card else "",
        role=card.role if card else "",
        company=(card.company if card else "") or (company.name if company else ""),
        company_id=person.company_id,
        country=card.country if card else "",
        email=card.email if card else "",
        phone=card.phone if card else "",
        domain=company.domain if company else "",
        owner=company.owner.name if company and company.owner else "",
        origin=origin_of(person.origin),
        created_at=person.created_at,
        last_act_at=person.last_act_at,
    )


def origin_of(source: Source | None) -> Origin | None:
    """Return the origin that a source is."""
    if source is None:
        return None
    return Origin(
        source.channel or source.utm_source,
        source.campaign or source.utm_campaign,
        source.referrer,
        source.first_page,
    )


def named(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of people by id; empty where none is known. One query."""
    return dict(Card.objects.filter(person_id__in=list(person_ids)).values_list("person_id", "full_name"))


def is_empty() -> bool:
    """Return whether nobody is known yet. One query."""
    return not Person.objects.exists()


def present_among(person_ids: Iterable[int]) -> set[int]:
    """Return which of these people are in the base still. One query."""
    return set(Person.objects.filter(present(), pk__in=list(person_ids)).values_list("pk", flat=True))


def colleagues(person: Person, *, limit: int = 8) -> list[Colleague]:
    """Return others of the same company, whoever acted last first. One query, none without a company."""
    if person.company_id is None:
        return []
    others = Person.objects.filter(present(), company_id=person.company_id).exclude(pk=person.pk)
    rows = others.order_by("-last_act_at", "-id").values_list("id", "card__full_name", "card__role", "last_act_at")
    return [Colleague(pk, name or "", role or "", last_act_at) for pk, name, role, last_act_at in rows[:limit]]
