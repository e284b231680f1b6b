"""The acts that count: which activities match which rule, and the first of each day or item among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir

from dueto.analytics.judge.conditions import column_for
from dueto.analytics.judge.days import days_between, local_day
from dueto.analytics.judge.exclusion import exclusive_groups
from dueto.analytics.judge.first_and_last import first_number, moment
from dueto.analytics.tables import Tables, stored
from dueto.domain.agreement.definition import BehaviourRule, Definition, FastTrack
from dueto.domain.conditions.activities import OncePer
from dueto.domain.conditions.condition import atoms_of
from dueto.domain.qualification.history import Class, day_of

RENAMED = {"kind": "event_kind"}
"""Attributes whose column has another name, because the activity's own kind has taken it."""
ITEM = ("item", "form")
"""What an activity was about: the item, or of a form that names none, the form itself."""


@dataclass(frozen=True, slots=True)
class ActRule:
    """A behaviour rule or a fast track with its number among the columns."""

    number: int
    rule: BehaviourRule | FastTrack

    @property
    def once_per(self) -> OncePer:
        """How often acts count; those of a fast track each."""
        return self.rule.once_per if isinstance(self.rule, BehaviourRule) else OncePer.EACH


def act_rules(definition: Definition) -> tuple[ActRule, ...]:
    """Return the rules that look at activities, behaviour first, each with its number from 0."""
    rules: tuple[BehaviourRule | FastTrack, ...] = (*definition.behaviour, *definition.fast_track)
    return tuple(ActRule(number, rule) for number, rule in enumerate(rules))


def counted_acts(tables: Tables, *, definition: Definition, as_of: datetime) -> ir.Table:
    """Return person_id, rule (a number of `act_rules`) and age in days of every act that counts at `as_of`."""
    rules = act_rules(definition)
    matched = _matched(tables, definition=definition, rules=rules, as_of=as_of)
    per_day = [rule.number for rule in rules if rule.once_per is OncePer.DAY]
    per_item = [rule.number for rule in rules if rule.once_per is OncePer.ITEM]
    by_item = matched.rule.isin(per_item)
    # One grouping serves all rules: an act is told from the next by its day, by its item, or by itself.
    told_apart = ibis.cases((matched.rule.isin(per_day), matched.age.cast("int64")), (~by_item, matched.activity_id))
    return matched.group_by(
        matched.person_id, matched.rule, told_apart=told_apart, item=ibis.cases((by_item, matched.item))
    ).aggregate(age=first_number(matched.age, moment(matched.known_at, matched.activity_id)))


def _matched(tables: Tables, *, definition: Definition, rules: Sequence[ActRule], as_of: datetime) -> ir.Table:
    activities, instant = tables.activities, stored(as_of)
    today = day_of(as_of, definition.zone)
    asked = {atom.field for rule in rules for atom in atoms_of(rule.rule.where)}
    columns = {
        name: activities[RENAMED.get(name, name)]
        for name in (*asked, *ITEM)
        if RENAMED.get(name, name) in activities.columns
    }
    groups = []
    for group in exclusive_groups(rules):
        branches = [
            ((activities.kind == rule.rule.activity) & column_for(rule.rule.where, columns=columns, today=today), rule)
            for rule in group
        ]
        groups.append(ibis.cases(*((matches, ibis.literal(rule.number, "int16")) for matches, rule in branches)))
    seen = activities.select(
        "activity_id",
        "identity_id",
        "known_at",
        item=ibis.coalesce(*(columns[name] for name in ITEM if name in columns), ibis.null("string")),
        age=days_between(today, local_day(activities.occurred_at, zone=definition.zone, last=as_of)).cast("int32"),
        rule=groups[0] if len(groups) == 1 else ibis.array(groups).unnest(),
        is_seen=(activities["class"] == Class.HUMAN.value)
        & (activities.known_at <= instant)
        & (activities.occurred_at <= instant),
    )
    return seen.filter(seen.is_seen, seen.rule.notnull()).drop("is_seen").join(tables.identities, "identity_id")
