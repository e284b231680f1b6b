"""What is known of people, as the judge reads it: few queries for many people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dueto.apps.base.models import Activity, Fact
from dueto.domain.qualification.history import Activity as Act
from dueto.domain.qualification.history import Class
from dueto.domain.qualification.history import Fact as Known

ATTRIBUTES = ("path", "site", "item", "form", "status", "direction", "result", "channel")


@dataclass(slots=True)
class History:
    """Everything known of one person. Activities of machines are left out unless asked for: they never score."""

    facts: list[Known] = field(default_factory=list)
    activities: list[Act] = field(default_factory=list)


def histories_of(person_ids: Sequence[int]) -> dict[int, History]:
    """Return what is known of each of these people; two queries, whatever their number."""
    known: dict[int, History] = defaultdict(History)
    for person in person_ids:
        known[person] = History()
    facts = Fact.objects.filter(identity__person__in=person_ids).values_list(
        "identity__person", "id", "field", "value", "occurred_at", "known_at"
    )
    for person, pk, name, value, occurred_at, known_at in facts:
        known[person].facts.append(Known(pk, name, value, occurred_at, known_at))
    acts = Activity.objects.filter(identity__person__in=person_ids, classed="human").values_list(
        "identity__person", "id", "kind", "occurred_at", "known_at", "event_kind", *ATTRIBUTES,
        "source__channel", "source__campaign", "source__utm_source", "source__utm_medium", "source__utm_campaign",
        "source__referrer",
    )  # fmt: skip
    for person, pk, kind, occurred_at, known_at, event_kind, *texts in acts:
        attributes = {name: text for name, text in zip(_NAMES, texts, strict=True) if text}
        if came_by := attributes.pop("came_by", ""):
            attributes.setdefault("channel", came_by)
        if event_kind:
            attributes["kind"] = event_kind
        known[person].activities.append(Act(pk, kind, occurred_at, known_at, Class.HUMAN, attributes))
    return known


# A message says its own channel; only where an act says none does that of its source stand in.
_NAMES = (
    *ATTRIBUTES[:-1], "channel", "came_by", "campaign", "utm_source", "utm_medium", "utm_campaign", "referrer",
)  # fmt: skip
