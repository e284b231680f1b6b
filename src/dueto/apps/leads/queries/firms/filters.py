"""Which companies are meant: the conditions of their list, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from dueto.apps.base.models import Company, Contract, Person, present
from dueto.apps.leads.models import Bearer, Lead, Trait

NAME, RECENT, NEWEST = "name", "recent", "newest"
ORDERS: Final = (NAME, RECENT, NEWEST)
SILENT: Final = (30, 90, 180, 365)
"""For so many days nobody of it did anything."""
COUNTRY, DOMAIN, PEOPLE = "country", "domain", "people"
LACKING: Final = (COUNTRY, DOMAIN, PEOPLE)
HAS: Final = "has:"
LACKS: Final = "lacks:"
"""Before the key of a trait, and before what lacks, where conditions are named."""


@dataclass(frozen=True, slots=True)
class FirmFilters:
    """The conditions of a list of companies; an empty one asks for nothing.

    `traits` are keys of what is true of somebody there; `owner` is who looks after it, `silent` asks for how many days
    nobody did anything, `lacks` what of its own is not known.
    """

    country: str = ""
    traits: tuple[str, ...] = ()
    is_customer: bool = False
    is_with_sales: bool = False
    silent: int = 0
    owner: int = 0
    is_unowned: bool = False
    lacks: tuple[str, ...] = ()
    words: str = ""
    order: str = ""

    def without(self, name: str) -> FirmFilters:
        """Return these without the condition `name`."""
        if name.startswith(HAS):
            return replace(self, traits=tuple(key for key in self.traits if f"{HAS}{key}" != name))
        if name.startswith(LACKS):
            return replace(self, lacks=tuple(key for key in self.lacks if f"{LACKS}{key}" != name))
        emptied: dict[str, Any] = {name: type(getattr(self, name))()}
        return replace(self, **emptied)

    def named(self) -> Iterator[str]:
        """Yield the name of each condition that asks for something, in the order in which they are read."""
        for field in fields(self):
            if field.name == "traits":
                yield from (f"{HAS}{key}" for key in self.traits)
            elif field.name == "lacks":
                yield from (f"{LACKS}{key}" for key in self.lacks)
            elif field.name != "order" and getattr(self, field.name):
                yield field.name

    @property
    def sorted_by(self) -> str:
        """The order: by name, unless another is asked for that shows those who are meant."""
        if self.order == RECENT and PEOPLE in self.lacks:
            return NAME
        return self.order if self.order in ORDERS else NAME

    @property
    def narrows(self) -> bool:
        """Whether many may be looked at for a few."""
        return any(True for _ in self.named())


@dataclass(frozen=True, slots=True)
class Asked:
    """The conditions ready to be asked: the traits by their ids; None if nobody bears one of them."""

    filters: FirmFilters
    as_of: datetime
    today: date
    trait_ids: tuple[int, ...] | None

    @property
    def silent_since(self) -> datetime:
        """The instant after which nobody did anything, where that is asked."""
        return self.as_of - timedelta(days=self.filters.silent)

    def of_company(self) -> Q:
        """Return what is asked of a company.

        No condition of its own columns may choose an index: whoever asks names the companies to look at, and a database
        without statistics takes any index for narrower than their ids.
        """
        filters, asked = self.filters, own("merged_into_id", 0)
        if self.trait_ids is None:
            return Q(pk__in=[])
        here = Person.objects.filter(present(), company_id=OuterRef("pk"))
        for trait in self.trait_ids:
            bears = Exists(Bearer.objects.filter(trait_id=trait, person_id=OuterRef("pk")))
            asked &= Q(Exists(here.filter(bears)))
        if filters.country:
            asked &= own("country", filters.country)
        if filters.is_customer:
            asked &= has_contract(self.today)
        if filters.is_with_sales:
            asked &= Q(Exists(with_sales().filter(company_id=OuterRef("pk"))))
        if filters.silent:
            asked &= ~Q(Exists(here.filter(last_act_at__gt=self.silent_since)))
        if filters.owner:
            asked &= own("owner_id", filters.owner)
        if filters.is_unowned:
            asked &= own("owner_id", 0)
        for name in filters.lacks:
            asked &= ~Q(Exists(here)) if name == PEOPLE else own(name, "")
        return asked


def own(column: str, value: int | str) -> Q:
    """Return the condition that a column of a company holds this, asked without any index; nothing is 0, or empty."""
    nothing: int | str = 0 if isinstance(value, int) else ""
    return Q(Exact(Coalesce(F(column), Value(nothing)), value))


def asked(filters: FirmFilters, *, as_of: datetime, today: date) -> Asked:
    """Return the conditions ready to be asked. One query where traits are among them."""
    if not filters.traits:
        return Asked(filters, as_of, today, ())
    ids = dict(Trait.objects.filter(key__in=filters.traits).values_list("key", "pk"))
    known = tuple(ids[key] for key in filters.traits if key in ids)
    return Asked(filters, as_of, today, known if len(known) == len(filters.traits) else None)


def running(today: date) -> Any:
    """Return the contracts that run."""
    return Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today))


def has_contract(today: date) -> Q:
    """Return the condition that a company, or one that turned out to be it, has a contract that runs."""
    runs = running(today).filter(company_id=OuterRef("pk"))
    merged = Company.objects.filter(Exists(runs), merged_into=OuterRef("pk"))
    return Q(Exists(runs)) | Q(Exists(merged))


def with_sales() -> Any:
    """Return the leads that are under way in somebody's hands."""
    return Lead.objects.open().filter(handoff__executive__isnull=False)
