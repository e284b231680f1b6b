"""Where somebody came from, in words."""

from __future__ import annotations

from dueto.apps.base.queries.who import Origin
from dueto.apps.conversations.channel_words import channel_words
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Value, say


def origin_words(origin: Origin | None) -> Value | None:
    """Return where somebody came from, in a few words."""
    if origin is None or not origin.channel:
        return None
    channel = channel_words(origin.channel)
    if not origin.campaign:
        return channel
    return say("{channel} · {campaign}", channel=channel, campaign=Folded(origin.campaign))
