"""What the buttons of a hand-off say: channels, results, currencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dueto.domain.basics.message import Message, say
from dueto.domain.telephone.words import RESULTS as WORDS
from dueto.domain.telephone.words import Result


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value, its word, its drawing."""

    value: str
    label: Message | str
    icon: str = ""
    hint: Message | str = ""


CHANNELS: Mapping[str, Option] = MappingProxyType(
    {
        "call": Option("call", say("Call"), "call"),
        "whatsapp": Option("whatsapp", say("WhatsApp"), "whatsapp"),
        "mail": Option("mail", say("E-mail"), "mail"),
    }
)
BY = MappingProxyType({"call": say("by telephone"), "whatsapp": say("by WhatsApp"), "mail": say("by e-mail")})
ICONS = MappingProxyType(
    {
        Result.TALKED: "check",
        Result.NO_ANSWER: "cross",
        Result.LATER: "clock",
        Result.ASSISTANT: "people",
        Result.WRONG_NUMBER: "warning",
        Result.NO_CONTACT: "disqualified",
    }
)
RESULTS = tuple(Option(result.value, WORDS[result], icon) for result, icon in ICONS.items())
RESULT_WORDS = MappingProxyType({option.value: option.label for option in RESULTS})
STAGES = MappingProxyType(
    {
        "qualified": say("Waits for an answer"),
        "accepted": say("Accepted"),
        "opportunity": say("In sale"),
        "won": say("Won"),
        "lost": say("Lost"),
        "deferred": say("Deferred"),
        "prospect": say("Prospect"),
        "inquiry": say("Inquiry"),
        "disqualified": say("Disqualified"),
    }
)
CURRENCIES = ("USD", "EUR", "PEN", "MXN", "COP", "CLP")
IN_EUROS = frozenset({"ES", "PT", "FR", "DE", "IT"})
ANSWERS = (
    Option("agreed", say("Agreed"), "check", say("The return is right; we learn from it")),
    Option("disagreed", say("Not agreed"), "cross", say("It fits the definition; the committee decides")),
    Option("mended", say("Mended"), "datum", say("The datum is corrected")),
)
ANSWER_WORDS = MappingProxyType({option.value: option.label for option in ANSWERS})


def currency_of(country: str) -> str:
    """Return the currency in which a company sells in this country."""
    return "EUR" if country in IN_EUROS else "USD"
