"""Which prospects are meant: the conditions of a list, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dueto.apps.base.models import Identity, present
from dueto.apps.leads.actions.judging import NEAR
from dueto.apps.leads.models import Bearer, Trait, Verdict
from dueto.apps.leads.traits import CAMPAIGN, CHANNEL, COUNTRY, any_of, keys_for

ACTIVE = timedelta(days=7)
ONE_DATUM: Final = NEAR // 2
"""From this rank on a single datum lacks: no sum of points, positive or negative, comes that far."""
KINDS: Final = ("qualified", "one_datum", "not_yet", "disqualified")
"""The verdict as lists name it: whoever is one datum away stands apart."""
BY_KIND: Final = {
    "qualified": Q(standing="qualified"),
    "one_datum": Q(standing="not_yet", rank__gte=ONE_DATUM),
    "not_yet": Q(standing="not_yet", rank__lt=ONE_DATUM),
    "disqualified": Q(standing="disqualified"),
}
"""Each is one range of the index by rank, since whoever is one datum away ranks before all others."""
RECENT, NEAREST, NEWEST = "recent", "nearest", "newest"
ORDERS: Final = (RECENT, NEAREST, NEWEST)
HAS: Final = "has:"
"""Before the key of a trait where conditions are named; several of which any will do stand in lines."""
ALTERNATIVES: Final = "\n"


@dataclass(frozen=True, slots=True)
class Filters:
    """The conditions of a list; an empty one asks for nothing. `traits` are keys of what is true of people.

    Of several countries, channels or campaigns any will do.

    `company` and `owner` (who looks after the company) are ids; `came` asks who came within so many days, `brought_by`
    is the number of an import: those to whom its list brought something.
    """

    definition: str
    kind: str = ""
    country: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    campaign: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    company: int = 0
    owner: int = 0
    came: int = 0
    brought_by: int = 0
    is_active: bool = False
    words: str = ""
    order: str = ""

    def without(self, name: str) -> Filters:
        """Return these without the condition `name`."""
        if name.startswith(HAS):
            gone = name.removeprefix(HAS).split(ALTERNATIVES)
            return replace(self, traits=tuple(key for key in self.traits if key not in gone))
        emptied: dict[str, Any] = {name: type(getattr(self, name))()}
        return replace(self, **emptied)

    def named(self) -> Iterator[str]:
        """Yield the name of each condition that asks for something, in the order in which they are read."""
        for field in fields(self):
            if field.name == "traits":
                yield from (f"{HAS}{ALTERNATIVES.join(keys)}" for keys in any_of(self.traits))
            elif field.name not in ("definition", "order") and getattr(self, field.name):
                yield field.name

    @property
    def sorted_by(self) -> str:
        """The order: where a verdict is asked for the nearest first, else whoever acted last, unless another is.

        Of a list that was brought in whoever came last is first: most of them have done nothing yet.
        """
        if self.order in ORDERS and (self.order != NEAREST or self.kind):
            return self.order
        return NEAREST if self.kind else NEWEST if self.brought_by else RECENT

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of what has to be true of somebody: of each group one."""
        own = ((COUNTRY, self.country), (CHANNEL, self.channel), (CAMPAIGN, self.campaign))
        return (*(keys for kind, values in own if (keys := keys_for(kind, values))), *any_of(self.traits))

    @property
    def narrows(self) -> bool:
        """Whether something is asked besides the order of the list, so that many may be looked at for a few."""
        by_order = "kind" if self.sorted_by == NEAREST else "is_active" if self.sorted_by == RECENT else ""
        return any(name != by_order for name in self.named())


def filters_of(kept: Mapping[str, Any]) -> Filters:
    """Return conditions as they were kept; a single country, channel or campaign was once kept as a text."""
    several = ("country", "channel", "campaign", "traits")
    texts = {name: kept.get(name) or () for name in several}
    return Filters(**{**kept, **{name: (one,) if isinstance(one, str) else tuple(one) for name, one in texts.items()}})


@dataclass(frozen=True, slots=True)
class Asked:
    """The conditions ready to be asked: the ids of traits, of each group any; None if nobody bears one of a group."""

    filters: Filters
    as_of: datetime
    trait_ids: tuple[tuple[int, ...], ...] | None

    def of_person(self, whose: str = "", *, pk: str = "pk", but_kind: bool = False) -> Q:
        """Return what is asked of the person to whom `whose` leads, whose id stands in the column `pk`."""
        filters, asked = self.filters, present(whose)
        if self.trait_ids is None:
            return Q(pk__in=[])
        for traits in self.trait_ids:
            asked &= Q(Exists(bearers(traits).filter(person_id=OuterRef(pk))))
        if filters.kind and not but_kind:
            verdicts = Verdict.objects.filter(BY_KIND[filters.kind], definition=filters.definition)
            asked &= Q(Exists(verdicts.filter(person_id=OuterRef(pk))))
        if filters.company:
            asked &= Q(**{f"{whose}company_id": filters.company})
        if filters.owner:
            asked &= Q(**{f"{whose}company__owner_id": filters.owner})
        if filters.brought_by:
            asked &= Q(Exists(Identity.objects.filter(batch=filters.brought_by, person_id=OuterRef(pk))))
        if filters.came:
            asked &= Q(**{f"{whose}created_at__gt": self.as_of - timedelta(days=filters.came)})
        if filters.is_active:
            asked &= Q(**{f"{whose}last_act_at__gt": self.as_of - ACTIVE})
        return asked


def asked(filters: Filters, *, as_of: datetime) -> Asked:
    """Return the conditions ready to be asked. One query where traits are among them."""
    if not filters.keys:
        return Asked(filters, as_of, ())
    wanted = [key for keys in filters.keys for key in keys]
    ids = dict(Trait.objects.filter(key__in=wanted).values_list("key", "pk"))
    known = tuple(tuple(ids[key] for key in keys if key in ids) for keys in filters.keys)
    return Asked(filters, as_of, known if all(known) else None)


def bearers(trait_ids: tuple[int, ...]) -> QuerySet[Bearer]:
    """Return of whom one of these is true; of whom several are, each time."""
    if len(trait_ids) == 1:
        return Bearer.objects.filter(trait_id=trait_ids[0])
    return Bearer.objects.filter(trait_id__in=trait_ids)


def kind_of(verdict: Verdict) -> str:
    """Return the verdict as lists name it."""
    return "one_datum" if verdict.datum and verdict.standing == "not_yet" else verdict.standing
