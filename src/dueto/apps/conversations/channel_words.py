"""What the channels are called on which people come: those that have a door, and those that are only measured."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.conversations.doors import BY_SLUG
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, say

DOORS: Mapping[str, Message] = MappingProxyType(
    {
        "search": say("Search engine"),
        "search-ad": say("Advertisement in a search engine"),
        "network-ad": say("Advertisement in a professional network"),
        "webinar": say("Webinar"),
        "fair": say("Fair"),
        "client": say("Recommendation of a client"),
        "partner": say("Installing partner"),
        "call": say("Incoming call"),
        "whatsapp": say("Incoming WhatsApp"),
        "mail": say("Incoming mail"),
        "prospecting": say("Prospecting call"),
        "direct-mail": say("Direct mail"),
        "find": say("Own find of sales"),
    }
)
CHANNELS: Mapping[str, Message] = MappingProxyType(
    {BY_SLUG[slug].channel: words for slug, words in DOORS.items()}
    | {"directo": say("Straight to the site"), "referencia": say("Link on another site")}
)


def channel_words(channel: str) -> Message | Folded:
    """Return what a channel is called in the reader's language; as the company writes it if it is the company's own."""
    return CHANNELS.get(channel, Folded(channel))
