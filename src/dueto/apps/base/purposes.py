"""What for: the purposes of consent, how a colleague hears of one, and on what else a contact may stand in law."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dueto.domain.basics.message import Message, say

CONTACT, NEWSLETTER, TRACKING = "contact", "newsletter", "tracking"
PURPOSES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        CONTACT: say("be contacted"),
        NEWSLETTER: say("get the newsletter"),
        TRACKING: say("have visits noted"),
    }
)
ASKED_FIRST: Final = frozenset({NEWSLETTER})
"""For these somebody must have said yes; the others are allowed until they say no."""
BY_HAND: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "phone": say("by phone"),
        "mail": say("by mail to us"),
        "in person": say("in person"),
        "message": say("by WhatsApp or a message"),
        "letter": say("in a letter"),
    }
)
BASES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "consent": say("their consent"),
        "request": say("they asked us for it"),
        "contract": say("a contract with them"),
        "interest": say("legitimate interest, weighed and written down"),
    }
)


def is_allowed(purpose: str, said: bool | None) -> bool:
    """Return whether something may be done for a purpose, by what somebody said of it last; None if they never did."""
    return purpose not in ASKED_FIRST if said is None else said
