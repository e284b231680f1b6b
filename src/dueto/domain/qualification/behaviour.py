"""What the acts of a person are worth today (design section 4, rules 1 and 3)."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime

from dueto.domain.agreement.definition import BehaviourRule
from dueto.domain.conditions.activities import OncePer
from dueto.domain.qualification.history import Activity
from dueto.domain.qualification.verdict import BehaviourLine, Counted

ROUNDING = 1e-9
"""What a sum of fading points may lack of a whole number and still count as that number."""


def line_of(
    rule: BehaviourRule, *, matching: Iterable[Activity], days: Mapping[datetime, date], today: date
) -> BehaviourLine:
    """Return the points that `rule` gives for the activities that match it, and how they come about.

    `days` gives the local day of every instant among the activities; `today` is the local day of the judgement.
    """
    firsts = [(activity, days[activity.occurred_at]) for activity in first_of_each(rule.once_per, matching, days)]
    aged = [(activity, day, (today - day).days) for activity, day in firsts]
    counted = tuple(
        Counted(activity, day, age, weight_of(rule, age=age)) for activity, day, age in aged if is_fresh(rule, age=age)
    )
    return BehaviourLine(rule, points_of(rule, [one.weight for one in counted]), counted)


def first_of_each(once_per: OncePer, matching: Iterable[Activity], days: Mapping[datetime, date]) -> list[Activity]:
    """Return the activities that count, in the order in which they became known.

    The first is the one known earliest, then the one with the smaller id. Activities without an item count as one.
    """
    in_order = sorted(matching, key=lambda activity: (activity.known_at, activity.id))
    if once_per is OncePer.EACH:
        return in_order
    firsts: dict[Hashable, Activity] = {}
    for activity in in_order:
        firsts.setdefault(days[activity.occurred_at] if once_per is OncePer.DAY else activity.item, activity)
    return list(firsts.values())


def is_fresh(rule: BehaviourRule, *, age: int) -> bool:
    """Return whether an act of `age` days still counts: positive ones fade but stay, negative ones end."""
    return rule.lasts is None or age < rule.lasts


def weight_of(rule: BehaviourRule, *, age: int) -> float:
    """Return what one act of `age` days is worth: half of the points after each half-life."""
    return rule.points if rule.half_life is None else rule.points * 2.0 ** (-age / rule.half_life)


def points_of(rule: BehaviourRule, weights: list[float]) -> int:
    """Return the whole points of all acts together, at most the cap, rounded down; taken if negative.

    `fsum` makes the sum exact, so that no order of the acts changes it.
    """
    worth = math.fsum(weights)
    if rule.cap is not None:
        worth = max(-rule.cap, min(rule.cap, worth))
    return math.floor(worth + ROUNDING)
