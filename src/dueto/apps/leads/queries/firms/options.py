"""What else a list of companies could ask, each with how many companies that would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce, Substr, Upper
from django.db.models.lookups import In

from dueto.apps.base.models import Company, Person, present
from dueto.apps.base.queries.companies import called
from dueto.apps.leads.models import Bearer, Trait
from dueto.apps.leads.queries.firms import found as looking
from dueto.apps.leads.queries.firms.filters import (
    COUNTRY,
    DOMAIN,
    PEOPLE,
    SILENT,
    Asked,
    FirmFilters,
    asked,
    has_contract,
    running,
    with_sales,
)  # fmt: skip
from dueto.apps.leads.queries.firms.narrow import all_among, few
from dueto.apps.leads.queries.options import Counted, Many
from dueto.apps.leads.traits import COUNTRY as COUNTRY_TRAIT
from dueto.apps.team.models import Member

MOST_COUNTED = 1_000
"""A count beyond this is said as «more than»."""
MOST_BY_PEOPLE = 200
"""What is asked of the people of companies is counted up to so many companies."""
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class FirmOptions:
    """What else could be asked: traits by key, countries by code, silence by days, owners by id and name."""

    traits: Mapping[str, Counted]
    countries: Mapping[str, Counted]
    silent: Mapping[int, Counted]
    owners: Sequence[tuple[int, str, Counted]]
    lacks: Mapping[str, Counted]
    customers: Counted
    with_sales: Counted
    unowned: Counted


def options(filters: FirmFilters, *, keys: Sequence[str], as_of: datetime, today: date) -> FirmOptions:
    """Return the counts of what else could be asked. A fixed number of queries, each of a bounded number of rows."""
    all_asked = asked(filters, as_of=as_of, today=today)
    if not filters.narrows:
        return _of_all(keys, all_asked)
    ids, are_all = shown(all_asked)
    return _among(ids, keys, all_asked, least=not are_all)


def how_many(filters: FirmFilters, *, as_of: datetime, today: date) -> Counted:
    """Return how many companies meet the conditions: exactly if an index names them or if few came so far."""
    if not filters.narrows:
        return _bounded(Company.objects.filter(merged_into=None).values("pk")[: MOST_COUNTED + 1].count())
    ids, are_all = shown(asked(filters, as_of=as_of, today=today))
    return Counted(len(ids), not are_all)


def shown(asked: Asked) -> tuple[list[int], bool]:
    """Return which companies the list shows, all of them or its first, and whether they are all."""
    if asked.filters.words:
        return all_among(called(asked.filters.words), asked), True
    ids = few(asked)
    if ids is not None:
        return all_among(ids, asked), True
    first = looking.found(asked.filters, as_of=asked.as_of, today=asked.today, size=LOOKED_AT)
    return list(first.company_ids), not first.next


def _among(ids: Sequence[int], keys: Sequence[str], asked: Asked, *, least: bool) -> FirmOptions:
    firms = Company.objects.filter(pk__in=ids)
    traits = dict(Trait.objects.filter(key__in=keys).values_list("key", "pk"))
    unindexed = In(Coalesce(F("trait_id"), 0), list(traits.values()))  # else every bearer of each trait is looked at
    borne = dict(
        Bearer.objects.filter(Q(unindexed), present("person__"), person__company_id__in=ids).order_by()
        .values_list("trait_id").annotate(many=Count("person__company_id", distinct=True))
    )  # fmt: skip
    people = Person.objects.filter(present(), company_id__in=ids).order_by()
    acted = dict(people.values_list("company_id").annotate(acted=Max("last_act_at")))
    many = firms.aggregate(
        unowned=Count("pk", filter=Q(owner=None)), country=Count("pk", filter=Q(country="")),
        domain=Count("pk", filter=Q(domain="")),
    )  # fmt: skip
    countries = firms.exclude(country="").order_by().values_list("country").annotate(many=Count("pk"))
    owners = firms.filter(owner__isnull=False).order_by().values_list("owner", "owner__name").annotate(many=Count("pk"))
    silent = {
        days: sum(not (at := acted.get(pk)) or at <= asked.as_of - timedelta(days=days) for pk in ids)
        for days in SILENT
    }  # fmt: skip
    lacks = {COUNTRY: many["country"], DOMAIN: many["domain"], PEOPLE: sum(pk not in acted for pk in ids)}
    return FirmOptions(
        traits={key: Counted(borne[pk], least) for key, pk in traits.items() if borne.get(pk)},
        countries={code: Counted(count, least) for code, count in countries},
        silent={days: Counted(count, least) for days, count in silent.items()},
        owners=[(pk, name, Counted(count, least)) for pk, name, count in owners],
        lacks={name: Counted(count, least) for name, count in lacks.items()},
        customers=Counted(firms.filter(has_contract(asked.today)).count(), least),
        with_sales=Counted(with_sales().filter(company_id__in=ids).values("company_id").distinct().count(), least),
        unowned=Counted(many["unowned"], least),
    )


def _of_all(keys: Sequence[str], asked: Asked) -> FirmOptions:
    """Return the counts over all companies, each from its index; silence and want of people among the first ones."""
    here = Company.objects.filter(merged_into=None)
    bearers = (
        Bearer.objects.filter(trait_id=OuterRef("pk"), person__company_id__isnull=False)
        .values("person__company_id").distinct()[: MOST_BY_PEOPLE + 1]
    )  # fmt: skip
    traits = Trait.objects.filter(key__in=keys).annotate(many=Many(bearers)).values_list("key", "many")
    of_country = here.filter(country=OuterRef("code")).values("pk")[: MOST_COUNTED + 1]
    countries = (
        Trait.objects.filter(key__startswith=f"{COUNTRY_TRAIT}.")
        .annotate(code=Upper(Substr("key", len(COUNTRY_TRAIT) + 2))).annotate(many=Many(of_country))
    )  # fmt: skip
    owned = here.filter(owner=OuterRef("pk")).values("pk")[: MOST_COUNTED + 1]
    owners = Member.objects.filter(is_active=True).order_by("name", "pk").annotate(many=Many(owned))
    first = _among(list(here.order_by("key").values_list("pk", flat=True)[:LOOKED_AT]), (), asked, least=True)
    is_all = here.values("pk")[: LOOKED_AT + 1].count() <= LOOKED_AT
    customers = running(asked.today).values("company_id").distinct()[: MOST_COUNTED + 1].count()
    in_hand = with_sales().filter(company__isnull=False).values("company_id").distinct()[: MOST_COUNTED + 1].count()
    return FirmOptions(
        traits={key: Counted(min(many, MOST_BY_PEOPLE), many > MOST_BY_PEOPLE) for key, many in traits if many},
        countries={code: _bounded(many) for code, many in countries.values_list("code", "many") if many},
        silent={days: Counted(one.people, not is_all) for days, one in first.silent.items()},
        owners=[(pk, name, _bounded(many)) for pk, name, many in owners.values_list("pk", "name", "many") if many],
        lacks={
            PEOPLE: Counted(first.lacks[PEOPLE].people, not is_all),
            **{name: _bounded(_first(here.filter(**{name: ""}))) for name in (COUNTRY, DOMAIN)},
        },
        customers=_bounded(customers),
        with_sales=_bounded(in_hand),
        unowned=_bounded(_first(here.filter(owner=None))),
    )


def _first(rows: Any) -> int:
    return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())


def _bounded(many: int) -> Counted:
    return Counted(min(many, MOST_COUNTED), many > MOST_COUNTED)
