"""The kinds of activity, what each carries, and how often each counts unless a rule says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import Field


class OncePer(StrEnum):
    """How often activities that match a rule count: the first of each day, of each item, or each of them."""

    DAY = "day"
    ITEM = "item"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """One kind of thing that a prospect does."""

    name: str
    label: Message
    once_per: OncePer
    attributes: tuple[str, ...]


SOURCE_ATTRIBUTES = ("channel", "campaign", "utm_source", "utm_medium", "utm_campaign", "referrer")


def _kinds(*kinds: ActivityKind) -> MappingProxyType[str, ActivityKind]:
    return MappingProxyType({kind.name: kind for kind in kinds})


ACTIVITY_KINDS = _kinds(
    ActivityKind("visit", say("visit"), OncePer.DAY, ("path", "site")),
    ActivityKind("mail_click", say("click in a mail"), OncePer.DAY, ("path", "item")),
    ActivityKind("download", say("download"), OncePer.ITEM, ("item", "path")),
    ActivityKind("form", say("form"), OncePer.ITEM, ("form", "path")),
    ActivityKind("event", say("event"), OncePer.ITEM, ("item", "kind", "status")),
    ActivityKind("reply", say("reply"), OncePer.EACH, ("item",)),
    ActivityKind("call", say("call"), OncePer.EACH, ("direction", "result")),
    ActivityKind("message", say("message"), OncePer.EACH, ("channel", "direction", "result")),
    ActivityKind("meeting", say("meeting"), OncePer.EACH, ("result", "status")),
)

ATTRIBUTE_LABELS = MappingProxyType(
    {
        "path": say("page"),
        "site": say("site visited"),
        "item": say("item"),
        "form": say("form"),
        "kind": say("kind"),
        "status": say("status"),
        "direction": say("direction"),
        "result": say("result"),
        "channel": say("channel"),
        "campaign": say("campaign"),
        "utm_source": say("UTM source"),
        "utm_medium": say("UTM medium"),
        "utm_campaign": say("UTM campaign"),
        "referrer": say("referring page"),
    }
)


def attributes_of(kind: str) -> dict[str, Field]:
    """Return what a condition may ask of an activity of `kind`, by name."""
    names = (*ACTIVITY_KINDS[kind].attributes, *SOURCE_ATTRIBUTES)
    return {name: Field(name, ATTRIBUTE_LABELS[name]) for name in names}
