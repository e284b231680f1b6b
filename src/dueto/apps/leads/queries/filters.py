"""Which prospects are meant: the conditions of a list, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q

from dueto.apps.base.models import present
from dueto.apps.leads.actions.judging import NEAR
from dueto.apps.leads.models import Verdict

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


@dataclass(frozen=True, slots=True)
class Filters:
    """The conditions of a list; an empty one asks for nothing."""

    definition: str
    kind: str = ""
    country: str = ""
    channel: str = ""
    is_active: bool = False
    words: str = ""

    def without(self, name: str) -> Filters:
        """Return these without the condition `name`."""
        emptied: dict[str, Any] = {name: False if name == "is_active" else ""}
        return replace(self, **emptied)

    def named(self) -> Iterator[str]:
        """Yield the name of each condition that asks for something, in the order in which they are read."""
        return (field.name for field in fields(self) if field.name != "definition" and getattr(self, field.name))

    @property
    def narrows(self) -> bool:
        """Whether something is asked besides the order of the list, so that many may be looked at for a few."""
        return bool(self.country or self.channel or (self.kind and self.is_active))

    def on_person(self, *, as_of: datetime) -> Q:
        """Return what is asked of the person besides the verdict and the words."""
        asked = present()
        if self.country:
            asked &= Q(card__country=self.country)
        if self.channel:
            asked &= Q(origin__channel=self.channel)
        if self.is_active:
            asked &= Q(last_act_at__gt=as_of - ACTIVE)
        return asked


def kind_of(verdict: Verdict) -> str:
    """Return the verdict as lists name it."""
    return "one_datum" if verdict.datum and verdict.standing == "not_yet" else verdict.standing
