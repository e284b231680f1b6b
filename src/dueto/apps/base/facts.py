"""From what somebody wrote to what may be kept: cleaned, folded, and of personal fields only what derives from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dueto.adapters.readers.cleaning.blanks import is_blank
from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.mails import mail_kind
from dueto.adapters.readers.cleaning.numbers import number_of
from dueto.adapters.readers.cleaning.phones import NO_COUNTRY, NO_PREFIX, ROUNDED_BY_SHEET
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.columns import CLEANING
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Field, Kind
from dueto.domain.conditions.values import number_in

KNOWN = "known"
LONGEST = 500
NAMES = frozenset({"full_name", "first_name", "last_name"})
LONGEST_NAME = 80
LONGEST_NOTE = 4_000
NO_NAME = re.compile(r"[0-9]{6}|[@<>]|://|www\.|\w{2}\.\w{2}", re.IGNORECASE)
"""What stands in addresses and never in a name: our mails greet by it, so it must not carry a message."""
NOT_A_NAME = Refusal(say("write the name alone, without addresses or numbers"))
WITH_ITS_COUNTRY = say("write the phone with + and the code of its country, like +51 987 654 321")
TYPED: Mapping[str, Message] = MappingProxyType(
    {
        NO_COUNTRY.text: WITH_ITS_COUNTRY,
        NO_PREFIX.text: WITH_ITS_COUNTRY,
        ROUNDED_BY_SHEET.text: say("write the phone with all its digits"),
    }
)
"""What whoever types reads in place of what is said of a cell of a file."""
TOO_LONG = Refusal(say("this is too long; shorten it"))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One value, ready to be kept: `value` for the fact, `written` for people, `personal` if that goes apart."""

    field: str
    value: str
    written: str
    is_personal: bool


def clean(field: Field, written: str, *, country: str | None) -> Cleaned | Refusal:
    """Return the value of `field` out of what somebody wrote, or why it is none. `country` reads phones and tax ids."""
    text = " ".join(written.split())
    if len(text) > LONGEST:
        return TOO_LONG
    if is_blank(text, field=field.name):
        return Refusal(say("this is empty"))
    if field.name in NAMES and (len(text) > LONGEST_NAME or NO_NAME.search(text)):
        return NOT_A_NAME
    if field.kind is Kind.NUMBER:
        answer = number_of(text, decimals=None)
    elif field.name in CLEANING:
        answer = CLEANING[field.name](text, country)
    else:
        answer = text
    if not isinstance(answer, Refusal) and field.kind is Kind.NUMBER:
        answer = unfit(field, answer) or answer
    if isinstance(answer, Refusal):
        return Refusal(TYPED.get(answer.reason.text, answer.reason))
    return Cleaned(field.name, derived(field, answer), answer, field.personal)


def unfit(field: Field, number: str) -> Refusal | None:
    """Return why a clean number cannot be one of `field`: too long to be judged, a part of a site, less than none."""
    read = number_in(number)
    if read is None:
        return Refusal(say("this number is too long"))
    if field.least is not None and read < field.least:
        return Refusal(say("this cannot be less than {least}", least=field.least))
    return Refusal(say("this counts things: write a whole number")) if field.is_whole and read % 1 else None


def derived(field: Field, value: str) -> str:
    """Return what a fact may carry of `value`: folded text, or of a personal one only its kind or its presence."""
    if not field.personal:
        return fold(value)
    return mail_kind(value) if field.kind is Kind.MAIL else KNOWN


def country_in(text: str) -> str | None:
    """Return the country that somebody wrote as two letters, or None."""
    answer = country_of(text) if text.strip() else None
    return answer if isinstance(answer, str) else None
