"""Why acts do not score, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.base.classes import DISPOSABLE
from dueto.apps.base.ruling import BY_HAND
from dueto.apps.base.scanners import HEAD_ONLY, SCANNER, WAITS
from dueto.domain.basics.message import Message, say

REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "crawler": say("a crawler"),
        "no browser named": say("it names no browser"),
        "many pages in seconds": say("many pages within seconds"),
        "the same page again and again": say("the same page again and again"),
        "one browser, two people": say("one browser of two people"),
        DISPOSABLE: say("an address to throw away"),
        "taken back": say("a colleague took it back"),
        "sorted anew": say("a colleague sorted it anew"),
        "the button pressed within a second": say("the button pressed within a second"),
        SCANNER: say("a mail gateway opened every link"),
        HEAD_ONLY: say("it asked for the head of a page only, as no browser does"),
        WAITS: say("too soon after the mail to tell"),
        BY_HAND: say("a colleague said so"),
    }
)


def reason_words(reason: str) -> Message:
    """Return why an act was classed so."""
    if reason.startswith("rule "):
        return say("a rule of the company's own")
    return REASONS.get(reason) or say("{reason}", reason=reason or "—")
