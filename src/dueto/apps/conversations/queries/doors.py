"""Through which doors people came: how many within some days, when the last one did; and what they say themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from dueto.apps.base.models import Fact, Identity, Person, Source, present

MOST_SAID = 20
MOST_CAME, MOST_ASKED = 10_000, 3_000


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
    """Return who came since then by each origin, by its folded name; at most so many of the latest. One query."""
    rows = Person.objects.filter(pk__in=_latest(since, MOST_CAME)).exclude(origin=None).values("origin__channel")
    return {
        row["origin__channel"]: Came(row["n"], row["last"])
        for row in rows.annotate(n=Count("pk"), last=Max("created_at")).order_by("origin__channel")
    }


def ever_came(channels: Iterable[str]) -> set[str]:
    """Return by which of these origins anybody ever came. One query, which asks the index for each source."""
    used = Source.objects.filter(channel__in=list(channels)).filter(
        Exists(Person.objects.filter(origin=OuterRef("pk")))
    )
    return set(used.values_list("channel", flat=True).distinct())


def heard_since(since: datetime) -> tuple[Heard, ...]:
    """Return what those who came since then say and what was measured, the most frequent first. One query."""
    whose = Identity.objects.filter(person__in=_latest(since, MOST_ASKED)).values("pk")
    rows = (
        Fact.objects.filter(field="heard_from", identity__in=whose)
        .order_by("known_at", "id")
        .values_list("identity__person_id", "identity__person__origin__channel", "value")
    )
    last = {person: (value or "", channel or "") for person, channel, value in rows}
    pairs = Counter(pair for pair in last.values() if pair[0])
    return tuple(Heard(said, measured, count) for (said, measured), count in pairs.most_common(MOST_SAID))


def _latest(since: datetime, most: int) -> QuerySet[Person, Any]:
    """Return those who came since then, at most so many of the latest: read from the index by creation."""
    return Person.objects.filter(present(), created_at__gte=since).order_by("-created_at", "-pk").values("pk")[:most]
