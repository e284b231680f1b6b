"""What machines did lately, set aside and not scored: by reason and source, with the points it would have given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from django.db.models import QuerySet

from dueto.apps.base.families import family_of
from dueto.apps.base.models import Activity, MachineRule, Reclassing
from dueto.domain.agreement.definition import BehaviourRule, Definition
from dueto.domain.conditions.activities import OncePer
from dueto.domain.conditions.condition import asker

LATELY = timedelta(days=30)
LOOKED_AT = 10_000
"""So many of the newest acts are counted."""
OF_ONE, READ = 25, 1000
"""So many acts of one browser (or mailbox) for one reason are read, and so many in all: none crowds the others out."""
MOST_NAMED = 12
CORRECTED = ("taken back", "sorted anew")
"""Acts that colleagues took back themselves: no machine did those."""


COLUMNS = (
    "id", "identity_id", "classed", "reason", "kind", "occurred_at", "known_at", "path", "site", "item",
    "identity__person_id", "identity__person__company__domain", "identity__person__company__name",
    "identity__agent__text", "mail_hit__agent__text",
)  # fmt: skip


Crowd: TypeAlias = tuple[int, str, str, str]
"""A browser or mailbox, with how and why its acts of one kind are classed."""


class _Row(NamedTuple):
    """One act with whose it is and what did it, read without a model: there may be a thousand."""

    id: int
    identity_id: int
    classed: str
    reason: str
    kind: str
    occurred_at: datetime
    known_at: datetime
    path: str
    site: str
    item: str
    person_id: int | None
    domain: str | None
    company: str | None
    browser: str | None
    program: str | None

    @property
    def crowd(self) -> Crowd:
        """Return what it is one of many of: the same browser or mailbox, for the same reason."""
        return self.identity_id, self.classed, self.reason, self.kind

    @property
    def source(self) -> tuple[str, str, str]:
        """Return whose gateway it was, by domain and name, else what opened it."""
        if self.kind == "mail_click" and (self.domain or self.company):
            return self.domain or "", self.company or "", ""
        return "", "", family_of(self.program or self.browser or "")

    @property
    def attributes(self) -> dict[str, str]:
        """Return what a rule may ask of it."""
        texts = {"path": self.path, "site": self.site, "item": self.item}
        return {name: text for name, text in texts.items() if text}


@dataclass(frozen=True, slots=True)
class Group:
    """Acts set aside for one reason, from one source: the gateway of a company (`domain`), or a browser (`agent`).

    `acts` are those that were read, of `count`; `crowds` are the browsers and mailboxes that did more than were read.
    """

    classed: str
    reason: str
    kind: str
    domain: str
    company: str
    agent: str
    acts: tuple[int, ...]
    count: int
    crowds: tuple[int, ...]
    people: tuple[int, ...]
    paths: tuple[str, ...]
    points: int
    newest_at: datetime

    @property
    def mark(self) -> str:
        """What names the group in a form."""
        return "|".join((self.classed, self.reason, self.kind, self.domain, self.agent))


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside lately; `is_all` unless more was set aside than is counted; `older` are in no group."""

    groups: tuple[Group, ...]
    count: int
    is_all: bool
    older: int


@dataclass(frozen=True, slots=True)
class Done:
    """Acts that were classed again at once."""

    id: int
    classed: str
    by: str
    at: datetime
    changed: int
    rule: int | None
    is_done: bool
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule that holds."""

    id: int
    kind: str
    value: str
    classed: str
    by: str
    made_at: datetime


def set_aside(*, definitions: Sequence[Definition], as_of: datetime) -> Aside:
    """Return what was set aside in the last thirty days. Two queries.

    Points are those of the definition that would have given most, counted of the acts that were read: of one browser
    the newest, in which rules and their caps suffice.
    """
    newest = _lately(as_of).values_list("pk", "identity_id", "classed", "reason", "kind")[: LOOKED_AT + 1]
    counted: list[tuple[int, Crowd]] = [(pk, (who, classed, why, kind)) for pk, who, classed, why, kind in newest]
    is_all, counted = len(counted) <= LOOKED_AT, counted[:LOOKED_AT]
    unread = Counter(crowd for _, crowd in counted)
    found = Activity.objects.filter(pk__in=_picked(counted)).order_by("-known_at", "-id").values_list(*COLUMNS)
    grouped: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
    for row in (_Row(*one) for one in found):
        grouped[(row.classed, row.reason, row.kind, *row.source)].append(row)
        unread[row.crowd] -= 1
    groups = [_group(key, ones, definitions, unread) for key, ones in grouped.items()]
    ordered = sorted(groups, key=lambda one: (-one.points, -one.count, one.mark))
    return Aside(tuple(ordered), len(counted), is_all, max(0, len(counted) - sum(one.count for one in groups)))


def acts_of_group(group: Group, *, as_of: datetime) -> list[int]:
    """Return all acts of a group, also those that were counted only. One query, none if all were read."""
    if not group.crowds:
        return list(group.acts)
    rest = _lately(as_of).filter(classed=group.classed, reason=group.reason, kind=group.kind, identity__in=group.crowds)
    return sorted({*group.acts, *rest.values_list("pk", flat=True)[:LOOKED_AT]})


def done_lately(*, limit: int = 20) -> list[Done]:
    """Return what was classed again at once, the newest first. One query."""
    rows = Reclassing.objects.select_related("by").order_by("-begun_at", "-id")[:limit]
    return [
        Done(row.pk, row.classed, row.by.name if row.by else "", row.begun_at, row.changed, row.rule_id,
             row.done_at is not None, row.undoing_at is not None)
        for row in rows
    ]  # fmt: skip


def rulings() -> list[Ruling]:
    """Return the rules that hold, the newest first. One query."""
    rows = MachineRule.objects.filter(ended_at=None).select_related("by").order_by("-id")
    return [
        Ruling(row.pk, row.kind, row.value, row.classed, row.by.name if row.by else "", row.made_at) for row in rows
    ]


def people_of(activity_ids: Iterable[int], *, limit: int = 100) -> list[int]:
    """Return whose these acts are, as far as somebody is known. One query."""
    acts = Activity.objects.filter(pk__in=list(activity_ids), identity__person__isnull=False)
    return sorted({pk for pk in acts.values_list("identity__person_id", flat=True) if pk is not None})[:limit]


def _lately(as_of: datetime) -> QuerySet[Activity]:
    """Return what was set aside in the last thirty days, the newest first."""
    acts = Activity.objects.filter(known_at__gt=as_of - LATELY, known_at__lte=as_of).exclude(classed="human")
    return acts.exclude(reason__in=CORRECTED).order_by("-known_at", "-id")


def _picked(counted: Iterable[tuple[int, Crowd]]) -> list[int]:
    """Return the acts to read: the newest of every browser first, then the second newest of each, and so on."""
    taken: Counter[Crowd] = Counter()
    layers: list[list[int]] = [[] for _ in range(OF_ONE)]
    for pk, crowd in counted:
        if taken[crowd] < OF_ONE:
            layers[taken[crowd]].append(pk)
            taken[crowd] += 1
    return list(islice(chain.from_iterable(layers), READ))


def _group(
    key: tuple[str, ...],
    rows: list[_Row],
    definitions: Sequence[Definition],
    unread: Mapping[Crowd, int],
) -> Group:
    crowds = {row.crowd for row in rows if unread[row.crowd]}
    classed, reason, kind, domain, company, agent = key
    people = sorted({row.person_id for row in rows if row.person_id is not None})
    return Group(
        classed=classed, reason=reason, kind=kind, domain=domain, company=company, agent=agent,
        acts=tuple(row.id for row in rows), count=len(rows) + sum(unread[one] for one in crowds),
        crowds=tuple(sorted(one[0] for one in crowds)), people=tuple(people[:MOST_NAMED]),
        paths=tuple(dict.fromkeys(row.path for row in rows if row.path))[:5],
        points=max((_points(kind, rows, one) for one in definitions), default=0),
        newest_at=max(row.known_at for row in rows),
    )  # fmt: skip


def _points(kind: str, rows: list[_Row], definition: Definition) -> int:
    """Return the points that these acts would have given their people on the day: each rule up to its cap."""
    total = 0
    for rule in definition.behaviour:
        if rule.activity != kind or rule.points <= 0:
            continue
        ask, counted = asker(rule.where), defaultdict[int, set[date | int]](set)
        for row in rows:
            if row.person_id is not None and ask(row.attributes, row.occurred_at.date()) is True:
                day = row.occurred_at.astimezone(definition.zone).date()
                counted[row.person_id].add(day if rule.once_per is OncePer.DAY else row.id)
        total += sum(_capped(rule, len(ones)) for ones in counted.values())
    return total


def _capped(rule: BehaviourRule, count: int) -> int:
    worth = rule.points * count
    return worth if rule.cap is None else min(rule.cap, worth)
