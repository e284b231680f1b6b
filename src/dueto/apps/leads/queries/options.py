"""What else a list could ask, each with how many people that would leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from dueto.apps.base.models import Identity, Person, present
from dueto.apps.base.queries.search import search
from dueto.apps.imports.models import Import
from dueto.apps.leads.models import Bearer, Trait
from dueto.apps.leads.queries import found as looking
from dueto.apps.leads.queries.filters import ACTIVE, HAS, Asked, Filters, asked
from dueto.apps.leads.queries.narrow import all_among, few
from dueto.apps.leads.traits import ANY_OF, CAMPAIGN, CHANNEL, COUNTRY
from dueto.apps.team.models import Member

MOST_COUNTED = 10_000
"""A count beyond this is said as «more than»."""
LOOKED_AT = 500
"""Of a wide list with conditions so many, the first in its order, are counted; the counts are then at least so many."""
MOST_OPTIONS = 250
MOST_LISTS = 8
"""So many of the lists that were brought in are offered, the last ones; others are asked for from their own pages."""
PERIODS = (7, 30, 90, 365)
OWN = (COUNTRY, CHANNEL, CAMPAIGN)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people something would leave; `is_least` says that there may be more."""

    people: int
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What else could be asked: traits by key, periods by days, owners by id and name, acting this week, and the lists
    that were brought in last, by number and name. `widening` are traits of which one is asked already: whoever bears
    one of them comes in besides.
    """

    traits: Mapping[str, Counted]
    came: Mapping[int, Counted]
    owners: Sequence[tuple[int, str, Counted]]
    active: Counted
    lists: Sequence[tuple[int, str, Counted]]
    widening: Mapping[str, Counted] = field(default_factory=dict)


class Many(Subquery):
    """How many rows a sliced query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _some)"
    output_field = IntegerField()


def options(filters: Filters, *, keys: Sequence[str], as_of: datetime) -> Options:
    """Return the counts of what else could be asked: `keys`, and the countries and origins that there are.

    A fixed number of queries, each of which looks at a bounded number of rows.
    """
    all_asked = asked(filters, as_of=as_of)
    if not any(True for _ in filters.named()):
        return _of_everybody(keys, as_of)
    ids, are_all = _shown(all_asked)
    traits = _traits(keys)
    least = not are_all
    borne = dict(
        Bearer.objects.filter(person_id__in=ids, trait_id__in=traits.values()).order_by()
        .values_list("trait_id").annotate(many=Count("pk"))
    )  # fmt: skip
    people = Person.objects.filter(pk__in=ids)
    many = people.aggregate(
        active=Count("pk", filter=Q(last_act_at__gt=as_of - ACTIVE)),
        **{f"came_{days}": Count("pk", filter=Q(created_at__gt=as_of - timedelta(days=days))) for days in PERIODS},
    )
    owners = (
        people.filter(company__owner__isnull=False).order_by().values_list("company__owner", "company__owner__name")
        .annotate(many=Count("pk"))
    )  # fmt: skip
    return Options(
        traits={key: Counted(borne[pk], least) for key, pk in traits.items() if borne.get(pk)},
        came={days: Counted(many[f"came_{days}"], least) for days in PERIODS},
        owners=[(pk, name, Counted(count, least)) for pk, name, count in owners],
        active=Counted(many["active"], least),
        lists=_lists_among(ids, least),
        widening=_widening(all_asked, traits),
    )


def _widening(asked_for: Asked, traits: Mapping[str, int]) -> dict[str, Counted]:
    """Return how many more each alternative to what is asked already would bring. A few queries for each kind asked."""
    filters, widening = asked_for.filters, dict[str, Counted]()
    for name in filters.named():
        kind = name.removeprefix(HAS).partition(".")[0]
        if kind not in ANY_OF or filters.words:
            continue
        ids, are_all = _shown(asked(filters.without(name), as_of=asked_for.as_of))
        chosen = {key for keys in filters.keys for key in keys}
        others = {key: pk for key, pk in traits.items() if key.startswith(f"{kind}.") and key not in chosen}
        kept = {pk for key, pk in _traits(list(chosen)).items() if key in chosen and key.startswith(f"{kind}.")}
        bearing = Bearer.objects.filter(person_id__in=ids, trait_id__in=others.values())
        bearing = bearing.exclude(
            person__in=Bearer.objects.filter(person_id__in=ids, trait_id__in=kept).values("person_id")
        )
        many = dict(bearing.order_by().values_list("trait_id").annotate(many=Count("pk")))
        widening |= {key: Counted(many.get(pk, 0), not are_all) for key, pk in others.items() if many.get(pk)}
    return widening


def how_many(filters: Filters, *, as_of: datetime) -> Counted:
    """Return how many people meet the conditions: exactly if an index names them or if few came so far."""
    if not any(True for _ in filters.named()):
        return _bounded(Person.objects.filter(present()).values("pk")[: MOST_COUNTED + 1].count())
    ids, are_all = _shown(asked(filters, as_of=as_of))
    return Counted(len(ids), not are_all)


def freed(filters: Filters, *, as_of: datetime) -> dict[str, Counted]:
    """Return how many people a list without each of its conditions would show."""
    return {name: how_many(filters.without(name), as_of=as_of) for name in filters.named()}


def _of_everybody(keys: Sequence[str], as_of: datetime) -> Options:
    """Return the counts over the whole base, each from its index and no further than `MOST_COUNTED`."""
    ids = _traits(keys)
    bearers = Bearer.objects.filter(trait_id=OuterRef("pk")).values("pk")[: MOST_COUNTED + 1]
    counted = dict(Trait.objects.filter(pk__in=ids.values()).annotate(many=Many(bearers)).values_list("pk", "many"))
    came = {
        days: Person.objects.filter(present(), created_at__gt=as_of - timedelta(days=days))
        .values("pk")[: MOST_COUNTED + 1].count()
        for days in PERIODS
    }  # fmt: skip
    active = Person.objects.filter(last_act_at__gt=as_of - ACTIVE).values("pk")[: MOST_COUNTED + 1].count()
    owned = Person.objects.filter(company__owner=OuterRef("pk")).values("pk")[: MOST_COUNTED + 1]
    owners = Member.objects.filter(is_active=True).order_by("name", "pk").annotate(many=Many(owned))
    return Options(
        traits={key: _bounded(counted[pk]) for key, pk in ids.items() if counted.get(pk)},
        came={days: _bounded(many) for days, many in came.items()},
        owners=[(pk, name, _bounded(many)) for pk, name, many in owners.values_list("pk", "name", "many") if many],
        active=_bounded(active),
        lists=[(pk, name, _bounded(many)) for pk, name, many in _latest_lists().annotate(many=Many(
            Identity.objects.filter(batch=OuterRef("pk"), person_id__isnull=False).values("person_id").distinct()
            [: MOST_COUNTED + 1]
        )).values_list("pk", "upload__name", "many") if many],
    )  # fmt: skip


def _latest_lists() -> QuerySet[Import]:
    taken = Import.objects.filter(started_at__isnull=False, undone_at=None, upload__isnull=False)
    return taken.order_by("-pk")[:MOST_LISTS]


def _lists_among(ids: Sequence[int], least: bool) -> list[tuple[int, str, Counted]]:
    """Return the lists that brought some of these people, the last ones, each with how many. Two queries."""
    names = dict(_latest_lists().values_list("pk", "upload__name"))
    rows = Identity.objects.filter(batch__in=names, person_id__in=ids).order_by("-batch")
    many = rows.values_list("batch").annotate(many=Count("person_id", distinct=True))
    return [(pk, names[pk], Counted(count, least)) for pk, count in many if pk is not None]


def _shown(asked: Asked) -> tuple[list[int], bool]:
    """Return whom the list shows, all of them or its first, and whether they are all."""
    if asked.filters.words:
        hits = search(asked.filters.words)
        return all_among(list(hits.person_ids), asked), hits.are_all
    ids = few(asked)
    if ids is not None:
        return all_among(ids, asked), True
    first = looking.found(asked.filters, as_of=asked.as_of, after="", size=LOOKED_AT)
    return list(first.person_ids), not first.next


def _traits(keys: Sequence[str]) -> dict[str, int]:
    """Return the traits to count by their keys: those asked for, and every country and origin."""
    own = Q()
    for kind in OWN:
        own |= Q(key__startswith=f"{kind}.")
    rows = Trait.objects.filter(Q(key__in=keys) | own).order_by("pk").values_list("key", "pk")
    return dict(rows[:MOST_OPTIONS])


def _bounded(many: int) -> Counted:
    return Counted(min(many, MOST_COUNTED), many > MOST_COUNTED)
