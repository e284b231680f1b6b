"""People, companies and activities one after the other, for programs that read the whole base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dueto.apps.base.models import Activity, Company, Fact, Note, Person, present
from dueto.apps.base.queries.acts import act
from dueto.apps.base.queries.records import held_by
from dueto.apps.base.queries.who import Who, who

LOOKED_AT = 5_000
"""So many people are looked at for a page that asks for something; the next page goes on behind them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which people a program asks for; nothing asks for everybody."""

    email: str = ""
    phone: str = ""
    company: int | None = None
    country: str = ""
    updated_since: datetime | None = None

    @property
    def narrows(self) -> bool:
        """Whether people have to be looked at one by one."""
        return bool(self.country or self.updated_since)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of people, and the id behind which the next one begins; None: there is none."""

    people: tuple[Who, ...]
    behind: int | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """One value on the record of a company, with who or what said it, and since when it is known."""

    field: str
    value: str
    source: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class CompanyListed:
    """One company. The phone is that of the house, as its record says it."""

    id: int
    name: str
    domain: str
    country: str
    owner: str
    people: int
    created_at: datetime
    phone: str
    record: list[Recorded]


@dataclass(frozen=True, slots=True)
class ActivityListed:
    """One activity, with whose it is as far as that is known."""

    id: int
    person: int | None
    kind: str
    classed: str
    reason: str
    occurred_at: datetime
    known_at: datetime
    channel: str
    campaign: str
    carries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoteListed:
    """One note of a colleague."""

    id: int
    by: str
    text: str
    written_at: datetime


def people_after(person_id: int, *, limit: int, asked: Asked | None = None) -> Found:
    """Return people by id beyond `person_id`; at most two queries. A page that narrows may be short before the end."""
    asked = asked or Asked()
    people = _asked(Person.objects.filter(present(), id__gt=person_id), asked).order_by("id")
    last = None
    if asked.narrows:
        window = people.values_list("id", flat=True)[:LOOKED_AT]
        last = next(iter(people.values_list("id", flat=True)[LOOKED_AT - 1 : LOOKED_AT]), None)
        people = _narrowed(Person.objects.filter(pk__in=window), asked).order_by("id")
    found = list(people.select_related("card", "company__owner", "origin")[: limit + 1])
    shown = tuple(who(person) for person in found[:limit])
    if len(found) > limit:
        return Found(shown, shown[-1].id)
    return Found(shown, last)


def companies_after(company_id: int, *, limit: int, domain: str = "") -> list[CompanyListed]:
    """Return companies by id beyond `company_id`, with their records and how many people each has. Two queries."""
    companies = Company.objects.filter(merged_into=None, id__gt=company_id)
    if domain:
        companies = companies.filter(domain=domain.strip().lower())
    rows = list(_counted(companies).order_by("id")[:limit])
    records = _records([row.pk for row in rows])
    return [_company(row, records.get(row.pk, [])) for row in rows]


def company_of_id(company_id: int) -> CompanyListed | None:
    """Return one company, None if there is none of that number. Two queries."""
    row = _counted(Company.objects.filter(merged_into=None, pk=company_id)).first()
    return _company(row, _records([row.pk]).get(row.pk, [])) if row else None


def activities_after(activity_id: int, *, limit: int, person_id: int | None = None) -> list[ActivityListed]:
    """Return activities by id beyond `activity_id`, of everybody or of one person. One query."""
    rows = Activity.objects.filter(id__gt=activity_id).select_related("identity", "source")
    if person_id is not None:
        rows = rows.filter(identity__person_id=person_id)
    return [_activity(row) for row in rows.order_by("id")[:limit]]


def notes_after(person_id: int, note_id: int, *, limit: int) -> list[NoteListed]:
    """Return the notes about one person by id beyond `note_id`. One query."""
    rows = Note.objects.filter(person_id=person_id, id__gt=note_id).select_related("by").order_by("id")[:limit]
    return [NoteListed(row.pk, row.by.name if row.by else "", row.text, row.written_at) for row in rows]


def _asked(people: QuerySet[Person], asked: Asked) -> QuerySet[Person]:
    if asked.email:
        people = people.filter(identities__handle__kind="email", identities__handle__value=asked.email.strip().lower())
    if asked.phone:
        people = people.filter(identities__handle__kind="phone", identities__handle__value=asked.phone.strip())
    return people if asked.company is None else people.filter(company_id=asked.company)


def _narrowed(people: QuerySet[Person], asked: Asked) -> QuerySet[Person]:
    if asked.country:
        people = people.filter(card__country=asked.country.upper())
    if asked.updated_since is None:
        return people
    since = asked.updated_since
    told = Fact.objects.filter(identity__person=OuterRef("pk"), known_at__gte=since)
    return people.filter(Q(created_at__gte=since) | Q(last_act_at__gte=since) | Exists(told))


def _counted(companies: QuerySet[Company]) -> QuerySet[Company]:
    return companies.select_related("owner").annotate(of_people=Count("people", filter=present("people__")))


def _records(company_ids: list[int]) -> dict[int, list[Recorded]]:
    """Return what stands on the records of these companies now, in the order of the fields' names."""
    records: dict[int, list[Recorded]] = {}
    for (company, field), row in sorted(held_by(company_ids).items()):
        if row.value:
            records.setdefault(company, []).append(Recorded(field, row.written, row.source, row.known_at))
    return records


def _company(row: Company, recorded: list[Recorded]) -> CompanyListed:
    return CompanyListed(
        row.pk, row.name, row.domain, row.country, row.owner.name if row.owner else "",
        row.of_people, row.created_at,  # type: ignore[attr-defined]
        next((one.value for one in recorded if one.field == "phone"), ""), recorded,
    )  # fmt: skip


def _activity(row: Activity) -> ActivityListed:
    source = row.source
    return ActivityListed(
        row.pk, row.identity.person_id, row.kind, row.classed, row.reason, row.occurred_at, row.known_at,
        source.channel if source else "", source.campaign if source else "",
        {name: str(value) for name, value in act(row).attributes.items()},
    )  # fmt: skip
