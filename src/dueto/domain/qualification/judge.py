"""Judging one person: the reference that every other implementation must equal (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dueto.domain.agreement.definition import Definition, Disqualifier, FastTrack, FitRule
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.domain.conditions.condition import ALWAYS, Ask, Condition, asker
from dueto.domain.qualification.behaviour import line_of
from dueto.domain.qualification.history import Activity, Class, day_of
from dueto.domain.qualification.verdict import BehaviourLine, Fast, FitLine, Verdict


def judge(
    definition: Definition, *, profile: Mapping[str, str], activities: Iterable[Activity], as_of: datetime
) -> Verdict:
    """Return the verdict of `definition` on one person at the instant `as_of`.

    `profile` is folded text by field, as `profile_of` gives it for the same instant. The order of the activities
    changes nothing; those that happened or became known after `as_of` are not seen.
    """
    asks = _prepared(definition)
    today = day_of(as_of, definition.zone)
    seen = [
        activity
        for activity in activities
        if activity.class_ is Class.HUMAN and activity.known_at <= as_of and activity.occurred_at <= as_of
    ]
    return Verdict(
        definition=definition,
        as_of=as_of,
        fit_lines=tuple(_fit_line(rule, ask(profile, today)) for rule, ask in asks.fit),
        behaviour_lines=_behaviour_lines(definition, asks, seen, today),
        lacking=tuple(names for names in definition.required if not any(name in profile for name in names)),
        disqualified_by=tuple(rule for rule, ask in asks.disqualify if ask(profile, today) is True),
        fast=_fast(definition, asks, seen, today),
    )


@dataclass(frozen=True, slots=True)
class _Asks:
    """The questions of a definition, prepared once; those to activities by the kind that they are about."""

    disqualify: tuple[tuple[Disqualifier, Ask], ...]
    fit: tuple[tuple[FitRule, Ask], ...]
    behaviour: Mapping[str, tuple[tuple[int, Ask | None], ...]]
    fast_track: Mapping[str, tuple[tuple[FastTrack, Ask | None], ...]]


@lru_cache(maxsize=64)
def _prepared(definition: Definition) -> _Asks:
    return _Asks(
        disqualify=tuple((rule, asker(rule.when)) for rule in definition.disqualify),
        fit=tuple((rule, asker(rule.when)) for rule in definition.fit),
        behaviour={
            kind: tuple(
                (place, _where(rule.where)) for place, rule in enumerate(definition.behaviour) if rule.activity == kind
            )
            for kind in ACTIVITY_KINDS
        },
        fast_track={
            kind: tuple((rule, _where(rule.where)) for rule in definition.fast_track if rule.activity == kind)
            for kind in ACTIVITY_KINDS
        },
    )


def _where(condition: Condition) -> Ask | None:
    return None if condition == ALWAYS else asker(condition)


def _fit_line(rule: FitRule, holds: bool | None) -> FitLine:
    return FitLine(rule, holds, rule.points if holds is True else 0)


def _behaviour_lines(
    definition: Definition, asks: _Asks, seen: list[Activity], today: date
) -> tuple[BehaviourLine, ...]:
    matching: list[list[Activity]] = [[] for _ in definition.behaviour]
    days: dict[datetime, date] = {}
    for activity in seen:
        for place, where in asks.behaviour.get(activity.kind, ()):
            if where is None or where(activity.attributes, today) is True:
                matching[place].append(activity)
                if activity.occurred_at not in days:
                    days[activity.occurred_at] = day_of(activity.occurred_at, definition.zone)
    return tuple(
        line_of(rule, matching=acts, days=days, today=today)
        for rule, acts in zip(definition.behaviour, matching, strict=True)
    )


def _fast(definition: Definition, asks: _Asks, seen: list[Activity], today: date) -> Fast | None:
    newest: Fast | None = None
    for activity in seen:
        for rule, where in asks.fast_track.get(activity.kind, ()):
            if where is not None and where(activity.attributes, today) is not True:
                continue
            if (today - day_of(activity.occurred_at, definition.zone)).days >= rule.valid:
                continue
            if newest is None or _recency(activity) > _recency(newest.activity):
                newest = Fast(rule, activity)
    return newest


def _recency(activity: Activity) -> tuple[datetime, int]:
    return activity.occurred_at, activity.id
