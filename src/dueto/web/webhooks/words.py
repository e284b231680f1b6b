"""What the pages of webhooks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.journal.tags import Tag
from dueto.apps.webhooks.events import BY_TYPE, EVENTS, TEST, type_of
from dueto.domain.basics.message import Message, say
from dueto.web.journal.asked import tag_in_words

if TYPE_CHECKING:
    from dueto.apps.webhooks.models import Subscription

TAKES = {
    "inquiry": say("inquiries of a form tool"),
    "call": say("calls of a telephone system"),
    "whatsapp": say("chats of WhatsApp"),
    "mail": say("mails"),
}
KINDS = {
    "agreement": say("Agreement"),
    "person": say("People"),
    "lead": say("Qualified opportunities"),
    "handoff": say("Hand-offs"),
}
OTHERS = say("Everything else")
STATES = {
    "arrived": say("arrived"),
    "failed": say("failed"),
    "retrying": say("tried again {when}"),
    "waiting": say("on its way"),
}
PROBLEMS = {
    "timeout": say("no answer in time"),
    "refused": say("nobody listens at this address"),
    "dns": say("there is no such address"),
    "forbidden": say("the address leads to a place that is not asked"),
    "tls": say("its certificate is not taken"),
    "broken": say("the answer broke off"),
    "redirect": say("it leads elsewhere; write the address where it ends"),
    "status": say("it does not take it"),
}
TESTED = say("Test")
MOVED = say("Moved to another stage")


def standing(one: Subscription) -> Message:
    """Return how a subscription stands."""
    if one.disabled_at is not None:
        return say("given up {when}", when=one.disabled_at)
    if one.paused_at is not None:
        return say("paused {when}", when=one.paused_at)
    if one.failing_since is not None:
        return say("not taken since {when}", when=one.failing_since)
    return say("is told")


def event_in_words(name: str) -> Message:
    """Return an event as a sentence with its gaps left open."""
    tag = BY_TYPE[name]
    return MOVED if tag is Tag.LEAD_MOVED else tag_in_words(tag)


def told_of(tag: str) -> Message:
    """Return of what a delivery tells."""
    name = type_of(tag)
    return TESTED if name == TEST else event_in_words(name)


def events_by_kind() -> list[tuple[Message, list[tuple[str, Message]]]]:
    """Return every event by what it is about, those of leads and hand-offs first."""
    groups: dict[str, list[tuple[str, Message]]] = {}
    for name in EVENTS:
        kind = name.split(".")[0]
        groups.setdefault(kind if kind in KINDS else "", []).append((name, event_in_words(name)))
    order = ("lead", "handoff", "person", "agreement", "")
    return [(KINDS.get(kind, OTHERS), groups[kind]) for kind in order if kind in groups]
