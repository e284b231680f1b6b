"""What the values of a column look like, whatever its header says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from dueto.adapters.readers.cleaning.blanks import blank_words
from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.dates import moment_of
from dueto.adapters.readers.cleaning.numbers import number_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.mapping import Kind
from dueto.domain.basics.text import fold

T = TypeVar("T")
LONGEST = 300
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
PHONE = re.compile(r"(?:p:)?\+?[\d(][\d\s().-]{5,}\d")
URL = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|es|pe|mx|cl|co|ar)(?:\.[a-z]{2})?(?:/\S*)?", re.I
)
TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|sr|sra|srta|dra|ing|lic)\.?", re.IGNORECASE)
ORGANISATION = re.compile(
    r"\b(?:museo|biblioteca|fundacion|universidad|instituto|hospital|colegio|centro|asociacion|ministerio|hotel|"
    r"restaurante|grupo|empresa|industrias|comercial|inversiones|corporacion|sociedad|sac|srl|eirl|inc|llc|ltd|gmbh|"
    r"s\.a|s\.l|s\.r\.l|cia|bank|university|company|foundation)\b"
)


def answers(values: Sequence[str], *, declared: Sequence[str] = ()) -> list[str]:
    """Return the values that answer something."""
    blank = blank_words(field="", declared=declared)
    return [value.strip()[:LONGEST] for value in values if value.strip().lower() not in blank]


def share(values: Sequence[T], holds: Callable[[T], bool]) -> float:
    """Return which part of the values satisfies `holds`; of none it is nought."""
    return sum(1 for value in values if holds(value)) / len(values) if values else 0.0


def field_of(values: Sequence[str]) -> str | None:
    """Return the field that the values themselves betray, or None."""
    if share(values, lambda value: MAIL.fullmatch(value) is not None) >= 0.6:
        return "email"
    if share(values, _is_phone) >= 0.7:
        return "phone"
    if share(values, lambda value: URL.fullmatch(value) is not None) >= 0.7 and _hosts(values) * 2 > len(values):
        return "website"
    if share(values, _is_country) >= 0.9 and len({fold(value) for value in values if len(value) > 3}) >= 2:
        return "country"
    return None


def contradicts(values: Sequence[str], *, field: str) -> bool:
    """Return whether the values cannot be what the header says: forms of address under `title`, and the like."""
    if field == "role":
        return share(values, lambda value: TITLE.fullmatch(value) is not None) > 0.5
    if field == "email":
        return bool(values) and share(values, lambda value: "@" in value) < 0.3
    if field in ("phone", "mobile"):
        return bool(values) and share(values, lambda value: sum(map(str.isdigit, value)) >= 5) < 0.3
    if field == "country":
        return bool(values) and share(values, _is_country) < 0.3
    if field == "full_name":
        return share(values, lambda value: ORGANISATION.search(fold(value)) is not None) >= 0.3
    if field == "person":
        return bool(values) and len(set(values)) < 0.8 * len(values)
    if field == "known_at":
        return bool(values) and share(values, _is_date) < 0.5
    return False


def kind_of(values: Sequence[str]) -> Kind:
    """Return how the values are best read."""
    if share(values, lambda value: isinstance(number_of(value, decimals="point"), str)) >= 0.9:
        return Kind.NUMBER
    if share(values, lambda value: isinstance(number_of(value, decimals="comma"), str)) >= 0.9:
        return Kind.NUMBER
    if share(values, _is_date) >= 0.9:
        return Kind.DATE
    if share(values, lambda value: ";" in value) >= 0.3:
        return Kind.LIST
    return Kind.TEXT


def _is_phone(value: str) -> bool:
    digits = sum(map(str.isdigit, value))
    dressed = not value.isdigit() and (value.startswith(("+", "(", "p:")) or " " in value or "-" in value)
    return PHONE.fullmatch(value) is not None and 7 <= digits <= 15 and dressed and not _is_date(value)


def _hosts(values: Sequence[str]) -> int:
    return len({value.split("//")[-1].split("/")[0].removeprefix("www.").lower() for value in values})


def _is_country(value: str) -> bool:
    return not isinstance(country_of(value), Refusal)


def _is_date(value: str) -> bool:
    return not value.isdigit() and (
        not isinstance(moment_of(value, order="day"), Refusal)
        or not isinstance(moment_of(value, order="month"), Refusal)
    )
