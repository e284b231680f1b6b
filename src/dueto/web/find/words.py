"""What the pages of finding say: ways of finding, what happened with somebody before."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.conversations.channel_words import DOORS
from dueto.apps.leads.queries.history import Past
from dueto.domain.basics.message import Message, say

WAYS: Mapping[str, tuple[str, Message]] = MappingProxyType(
    {
        "client": ("Recomendación de cliente", DOORS["client"]),
        "partner": ("Socio instalador", DOORS["partner"]),
        "fair": ("Feria", DOORS["fair"]),
        "network": ("Red profesional", say("Professional network")),
        "website": ("Sitio web", say("Their website")),
        "other": ("Otra manera", say("Another way")),
    }
)
"""How a colleague found somebody: as the origin keeps it, and in words."""
MATCHED: Mapping[str, Message] = MappingProxyType(
    {
        "email": say("has this address"),
        "phone": say("has this number"),
        "name": say("is called much the same"),
        "company": say("is of this company"),
    }
)


def past_words(past: Past) -> Message:
    """Return what happened with somebody before, in one sentence."""
    day = past.since.date()
    if past.ended_at is None:
        if past.executive:
            return say("with {executive} since {day}", executive=past.executive, day=day)
        return say("qualified on {day}, waits for sales", day=day)
    ended = past.ended_at.date()
    match past.end:
        case "won":
            return say("a customer since {day}", day=ended)
        case "lost":
            return say("lost on {day}: {reason}", day=ended, reason=past.reason or "—")
        case "returned" | "recycled":
            return say("given back by sales on {day}: {reason}", day=ended, reason=past.reason or "—")
        case _:
            return say("was a qualified lead until {day}", day=ended)
