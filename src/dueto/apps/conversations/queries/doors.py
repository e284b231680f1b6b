"""Through which doors people came: how many within some days, when the last one did; and what they say themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from dueto.apps.base.models import Fact, Person, present

MOST_SAID = 20


@dataclass(frozen=True, slots=True)
class Came:
    """How many came by one origin within the days that are asked for, and the last of them."""

    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What people say of how they heard of us, beside the origin that was measured: how many of each pair."""

    said: str
    measured: str
    count: int


def came_since(since: datetime) -> dict[str, Came]:
    """Return who came since then by each origin, by its folded name. One query over those people alone."""
    rows = Person.objects.filter(present(), created_at__gte=since).exclude(origin=None).values("origin__channel")
    return {
        row["origin__channel"]: Came(row["n"], row["last"])
        for row in rows.annotate(n=Count("pk"), last=Max("created_at")).order_by("origin__channel")
    }


def ever_came(channel: str) -> bool:
    """Return whether anybody ever came by this origin. One query."""
    return Person.objects.filter(present(), origin__channel=channel).exists()


def heard_since(since: datetime) -> tuple[Heard, ...]:
    """Return what those who came since then say and what was measured, the most frequent first. Two queries."""
    rows = (
        Fact.objects.filter(present("identity__person__"), field="heard_from", identity__person__created_at__gte=since)
        .order_by("known_at", "id")
        .values_list("identity__person_id", "identity__person__origin__channel", "value")
    )
    last = {person: (value or "", channel or "") for person, channel, value in rows}
    pairs = Counter(pair for pair in last.values() if pair[0])
    return tuple(Heard(said, measured, count) for (said, measured), count in pairs.most_common(MOST_SAID))
