"""What machines did lately, set aside and not scored: by reason and source, with the points it would have given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from dueto.apps.base.families import family_of
from dueto.apps.base.models import Activity, MachineRule, Reclassing
from dueto.apps.base.queries.acts import act
from dueto.domain.agreement.definition import BehaviourRule, Definition
from dueto.domain.conditions.condition import asker
from dueto.domain.qualification.history import Activity as Act

LATELY = timedelta(days=30)
LOOKED_AT = 2000
"""So many of the newest acts are looked at."""
MOST_NAMED = 12
CORRECTED = ("taken back", "sorted anew")
"""Acts that colleagues took back themselves: no machine did those."""


@dataclass(frozen=True, slots=True)
class Group:
    """Acts set aside for one reason, from one source: the gateway of a company (`domain`), or a browser (`agent`)."""

    classed: str
    reason: str
    kind: str
    domain: str
    company: str
    agent: str
    acts: tuple[int, ...]
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
    """What was set aside lately; `is_all` unless more was set aside than is looked at."""

    groups: tuple[Group, ...]
    count: int
    is_all: bool


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


def set_aside(*, definition: Definition | None, as_of: datetime) -> Aside:
    """Return what was set aside in the last thirty days. One query."""
    rows = list(
        Activity.objects.filter(known_at__gt=as_of - LATELY, known_at__lte=as_of)
        .exclude(classed="human").exclude(reason__in=CORRECTED)
        .select_related("identity__person__company", "identity__agent", "mail_hit__agent")
        .order_by("-known_at", "-id")[: LOOKED_AT + 1]
    )  # fmt: skip
    grouped: dict[tuple[str, ...], list[Activity]] = defaultdict(list)
    for row in rows[:LOOKED_AT]:
        grouped[(row.classed, row.reason, row.kind, *_source(row))].append(row)
    groups = [_group(key, ones, definition) for key, ones in grouped.items()]
    ordered = sorted(groups, key=lambda one: (-one.points, -len(one.acts), one.mark))
    return Aside(tuple(ordered), min(len(rows), LOOKED_AT), len(rows) <= LOOKED_AT)


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


def _source(row: Activity) -> tuple[str, str, str]:
    """Return whose gateway it was, by domain and name, and what opened it."""
    person, hit = row.identity.person, getattr(row, "mail_hit", None)
    company = person.company if person is not None and row.kind == "mail_click" else None
    agent = hit.agent if hit is not None else row.identity.agent
    family = family_of(agent.text) if agent is not None else ""
    return (company.domain if company else "", company.name if company else "", "" if company else family)


def _group(key: tuple[str, ...], rows: list[Activity], definition: Definition | None) -> Group:
    classed, reason, kind, domain, company, agent = key
    people = sorted({row.identity.person_id for row in rows if row.identity.person_id is not None})
    return Group(
        classed=classed, reason=reason, kind=kind, domain=domain, company=company, agent=agent,
        acts=tuple(row.pk for row in rows), people=tuple(people[:MOST_NAMED]),
        paths=tuple(dict.fromkeys(row.path for row in rows if row.path))[:5],
        points=_points(rows, definition) if definition is not None else 0,
        newest_at=max(row.known_at for row in rows),
    )  # fmt: skip


def _points(rows: list[Activity], definition: Definition) -> int:
    """Return the points that these acts would have given their people on the day: each rule up to its cap."""
    by_person: dict[int, list[tuple[Activity, Act]]] = defaultdict(list)
    for row in rows:
        if row.identity.person_id is not None:
            by_person[row.identity.person_id].append((row, act(row)))
    rules = [(rule, asker(rule.where)) for rule in definition.behaviour if rule.points > 0]
    total = 0
    for done in by_person.values():
        for rule, ask in rules:
            days = {
                row.occurred_at.astimezone(definition.zone).date() if rule.once_per == "day" else row.pk
                for row, one in done
                if one.kind == rule.activity and ask(one.attributes, row.occurred_at.date()) is True
            }
            total += _capped(rule, len(days))
    return total


def _capped(rule: BehaviourRule, count: int) -> int:
    worth = rule.points * count
    return worth if rule.cap is None else min(rule.cap, worth)
