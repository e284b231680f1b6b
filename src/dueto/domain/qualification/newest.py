"""What crossing again asks of a history: when somebody last did something that gives points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.condition import ALWAYS, asker
from dueto.domain.qualification.history import Activity, Class, day_of


def newest_positive(definition: Definition, *, activities: Iterable[Activity], as_of: datetime) -> datetime | None:
    """Return when the newest human activity occurred that matches a rule with positive points, even a capped one.

    It need give no points any more: above the cap, or not the first of its day or item, it is still an act.
    """
    today = day_of(as_of, definition.zone)
    rules = [
        (rule.activity, None if rule.where == ALWAYS else asker(rule.where))
        for rule in definition.behaviour
        if rule.points > 0
    ]
    newest: datetime | None = None
    for act in activities:
        if act.class_ is not Class.HUMAN or act.known_at > as_of or act.occurred_at > as_of:
            continue
        if newest is not None and act.occurred_at <= newest:
            continue
        if any(kind == act.kind and (where is None or where(act.attributes, today) is True) for kind, where in rules):
            newest = act.occurred_at
    return newest
