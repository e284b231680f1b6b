"""Phones as E.164, read by the country of their row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.domain.basics.message import Message, say

BETWEEN_NUMBERS = re.compile(r"\s*(?:[/;,\n]|\s[yo]\s|\s-\s)\s*")
PREFIX = re.compile(r"^(?:p|tel|tlf|tel[eé]fono|phone|cel|whatsapp)\s*[.:]+\s*", re.IGNORECASE)
REMARK = re.compile(r"\([^()]*[^\W\d_]{3}[^()]*\)")
ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
ONE_DIGIT = re.compile(r"(\d)\1{5,}")

ROUNDED_BY_SHEET = say("a spreadsheet has rounded this phone; format the column as text and export again")
NO_COUNTRY = say("the country of this phone is not known; map a country or write the number with +")
NO_PREFIX = say("no country has this phone's prefix ({country} is known for the row)")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be dialled from anywhere, its extension kept apart."""

    e164: str
    extension: str = ""


@lru_cache(maxsize=4096)
def phone_of(text: str, *, country: str | None) -> Phone | Refusal:
    """Return the first usable number in a cell; a national number is read as one of `country` (ISO2)."""
    text = REMARK.sub("", PREFIX.sub("", text.strip().strip("'\"").strip())).strip().removesuffix(".0")
    if ROUNDED.fullmatch(text):
        return Refusal(ROUNDED_BY_SHEET)
    found = _one(text, country)
    if isinstance(found, Phone) or not BETWEEN_NUMBERS.search(text):
        return found
    for part in BETWEEN_NUMBERS.split(text):
        if isinstance(another := _one(part, country), Phone):
            return another
    return found


def joined_phone(area: str, number: str, *, country: str | None) -> Phone | Refusal:
    """Return the number whose area code stands in a column of its own."""
    code = "".join(char for char in area if char.isdigit()).lstrip("0")
    whole = phone_of(f"{code} {number.strip()}" if code else number, country=country)
    if isinstance(whole, Refusal) and isinstance(alone := phone_of(number, country=country), Phone):
        return alone
    return whole


def _one(text: str, country: str | None) -> Phone | Refusal:
    text = "+" + text[2:] if text.startswith("00") else text
    if country is None and "+" not in text:
        return Refusal(NO_COUNTRY)
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        return Refusal(_why(error, country))
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict == ValidationResult.IS_POSSIBLE and not ONE_DIGIT.fullmatch(str(number.national_number)):
        return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164), number.extension or "")
    if verdict == ValidationResult.TOO_LONG and not BETWEEN_NUMBERS.search(text) and (abroad := _without_plus(text)):
        return abroad
    if verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return Refusal(say("this phone lacks its area code"))
    if verdict == ValidationResult.TOO_SHORT:
        return Refusal(say("this phone is too short"))
    if verdict == ValidationResult.TOO_LONG:
        return Refusal(say("this phone is too long"))
    return Refusal(say("nobody can have this phone"))


def _without_plus(text: str) -> Phone | None:
    """Return a number too long for its country which is a valid one of another, its plus sign forgotten."""
    try:
        number = phonenumbers.parse("+" + "".join(char for char in text if char.isdigit()), None)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return Phone(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _why(error: NumberParseException, country: str | None) -> Message:
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return say(NO_PREFIX.text, country=country or "-")
    if error.error_type in (NumberParseException.TOO_SHORT_NSN, NumberParseException.TOO_SHORT_AFTER_IDD):
        return say("this phone is too short")
    if error.error_type == NumberParseException.TOO_LONG:
        return say("this phone is too long")
    return say("this is not a phone")
