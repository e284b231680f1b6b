"""One column: where it stands, and how its cells become the clean value of a field."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from dueto.adapters.readers.cleaning.blanks import blank_words
from dueto.adapters.readers.cleaning.companies import company_of
from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.dates import Order, moment_of
from dueto.adapters.readers.cleaning.mails import mail_of
from dueto.adapters.readers.cleaning.names import full_name_of
from dueto.adapters.readers.cleaning.numbers import number_of
from dueto.adapters.readers.cleaning.phones import Phone, joined_phone, phone_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.cleaning.tax_ids import tax_id_of
from dueto.adapters.readers.habits import Decimals, Habits
from dueto.adapters.readers.mapping import Kind, Mapping
from dueto.domain.basics.message import say

Clean = Callable[[str, str | None], str | Refusal]
LONGEST_BLANK = 30
BETWEEN_ITEMS = re.compile(r"[;|,]")
# No mail, phone, name or date is longer, however padded with spaces; free text may be as long as any cell.
LONGEST = 2_000
UNBOUNDED = sys.maxsize
TOO_LONG = Refusal(say("this is too long for its field; map the column as text"))


@dataclass(frozen=True, slots=True)
class Column:
    """A place in the row, the words that mean nothing there, and the cleaning of what remains."""

    place: int
    field: str
    blanks: frozenset[str]
    clean: Clean
    longest: int

    def answer(self, cells: Sequence[str]) -> str:
        """Return the cell without space around it, empty if it answers nothing."""
        text = cells[self.place].strip()
        return "" if len(text) <= LONGEST_BLANK and text.lower() in self.blanks else text

    def value(self, text: str, country: str | None) -> str | Refusal:
        """Return the clean value of an answer."""
        if len(text) > self.longest:
            return TOO_LONG
        return self.clean(text, country)


@dataclass(frozen=True, slots=True)
class PhonePair:
    """A phone in two columns."""

    field: str
    area: Column
    number: Column


def columns_of(mapping: Mapping, *, headers: Sequence[str], habits: Habits) -> tuple[Column, ...]:
    """Return the mapped columns, the country first, since phones and tax ids are read by it."""
    columns = [
        _column(header, field, mapping=mapping, headers=headers, habits=habits)
        for header, field in mapping.columns.items()
    ]
    return tuple(sorted(columns, key=lambda column: column.field != "country"))


def pairs_of(mapping: Mapping, *, headers: Sequence[str]) -> tuple[PhonePair, ...]:
    """Return the phones that are split over two columns."""
    return tuple(
        PhonePair(
            pair.field,
            plain_column(pair.area, mapping=mapping, headers=headers, field=pair.field),
            plain_column(pair.number, mapping=mapping, headers=headers, field=pair.field),
        )
        for pair in mapping.phones
    )


def plain_column(header: str, *, mapping: Mapping, headers: Sequence[str], field: str = "") -> Column:
    """Return a column whose text is taken as it stands."""
    return Column(headers.index(header), field, _blanks(mapping, field), _text, LONGEST)


def phone_in(pair: PhonePair, cells: Sequence[str], country: str | None) -> tuple[str, str | Refusal]:
    """Return what the two cells say together, and the phone they make (empty if there is none)."""
    area, number = pair.area.answer(cells), pair.number.answer(cells)
    if not number:
        return "", ""
    if len(area) + len(number) > LONGEST:
        return f"{area} {number}", TOO_LONG
    phone = joined_phone(area, number, country=country)
    return f"{area} {number}".strip(), phone.e164 if isinstance(phone, Phone) else phone


def instant_of(text: str, *, order: Order | None, zone: ZoneInfo) -> datetime | Refusal:
    """Return the moment in UTC; a day without an hour begins at midnight of `zone`."""
    moment = moment_of(text, order=order) if len(text) <= LONGEST else TOO_LONG
    if isinstance(moment, Refusal):
        return moment
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(0), tzinfo=zone)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _column(header: str, field: str, *, mapping: Mapping, headers: Sequence[str], habits: Habits) -> Column:
    free = mapping.kind_of(header) in (Kind.TEXT, Kind.LIST) and field not in CLEANING
    longest = UNBOUNDED if free else LONGEST
    clean = _cleaning(mapping, header, field, habits)
    return Column(headers.index(header), field, _blanks(mapping, field), clean, longest)


def _blanks(mapping: Mapping, field: str) -> frozenset[str]:
    return blank_words(field=field, declared=mapping.blank)


def _cleaning(mapping: Mapping, header: str, field: str, habits: Habits) -> Clean:
    match mapping.kind_of(header):
        case Kind.NUMBER:
            return _number(habits.decimals.get(header))
        case Kind.DATE:
            return _date(habits.orders.get(header))
        case Kind.LIST:
            return _list
    return CLEANING.get(field, _text)


def _number(decimals: Decimals | None) -> Clean:
    return lambda text, _country: number_of(text, decimals=decimals)


def _date(order: Order | None) -> Clean:
    def clean(text: str, _country: str | None) -> str | Refusal:
        moment = moment_of(text, order=order)
        if isinstance(moment, Refusal):
            return moment
        return (moment.date() if isinstance(moment, datetime) else moment).isoformat()

    return clean


def _text(text: str, _country: str | None) -> str:
    return " ".join(text.split())


def _list(text: str, _country: str | None) -> str:
    return ";".join(dict.fromkeys(item for part in BETWEEN_ITEMS.split(text) if (item := " ".join(part.split()))))


def _phone(text: str, country: str | None) -> str | Refusal:
    phone = phone_of(text, country=country)
    return phone.e164 if isinstance(phone, Phone) else phone


CLEANING: dict[str, Clean] = {
    "email": lambda text, _country: mail_of(text),
    "phone": _phone,
    "mobile": _phone,
    "full_name": lambda text, _country: full_name_of(text),
    "company": lambda text, _country: company_of(text),
    "country": lambda text, _country: country_of(text),
    "tax_id": lambda text, country: tax_id_of(text, country=country),
}
