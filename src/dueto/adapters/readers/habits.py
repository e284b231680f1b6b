"""How one file writes its dates and numbers, decided from every value of a column before the first is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dueto.adapters.readers.cleaning.dates import is_two_faced, order_of
from dueto.adapters.readers.cleaning.numbers import decimals_of, is_two_faced_number
from dueto.adapters.readers.mapping import Kind, Mapping
from dueto.adapters.readers.rows import RefusedRow, TableRow
from dueto.domain.basics.message import Message, say

Order = Literal["day", "month"]
Decimals = Literal["point", "comma"]
MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH"})
# Things that are counted: `1,200` of them can only be a thousand and two hundred.
COUNTED = frozenset({"employees", "sites"})


@dataclass(frozen=True, slots=True)
class Habits:
    """The order of dates and the decimal sign by column, and what a person should know about the choice."""

    orders: dict[str, Order | None] = field(default_factory=dict)
    decimals: dict[str, Decimals | None] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Evidence:
    """How often a column proves one habit or the other, and whether a value needs to know."""

    first: int = 0
    second: int = 0
    doubtful: str = ""

    def raised(self) -> bool:
        return bool(self.first or self.second or self.doubtful)


def habits_of(
    rows: Iterable[TableRow | RefusedRow],
    *,
    headers: Sequence[str],
    mapping: Mapping,
    country: str | None,
    patience: int | None = None,
) -> Habits:
    """Return the habits of the columns that hold dates or numbers; the rows are read only if the mapping is silent.

    With `patience`, a file whose first rows raise no doubt at all is believed: a workbook knows its own dates.
    """
    dates = {header: _Evidence() for header in _dated(mapping)}
    numbers = {header: _Evidence() for header in mapping.columns if mapping.kind_of(header) == Kind.NUMBER}
    unsure_dates = dates if mapping.date_order is None else {}
    unsure_numbers = numbers if mapping.decimals is None else {}
    if unsure_dates or unsure_numbers:
        _look(rows, headers=headers, dates=unsure_dates, numbers=unsure_numbers, patience=patience)
    notes: list[Message] = []
    orders = {header: mapping.date_order or _order(header, seen, country, notes) for header, seen in dates.items()}
    decimals = {header: mapping.decimals or _decimals(header, seen, mapping, notes) for header, seen in numbers.items()}
    return Habits(orders, decimals, tuple(notes))


def _dated(mapping: Mapping) -> list[str]:
    columns = [header for header in mapping.columns if mapping.kind_of(header) == Kind.DATE]
    return list(dict.fromkeys([*columns, *(name for name in (mapping.known_at, mapping.occurred_at) if name)]))


def _look(
    rows: Iterable[TableRow | RefusedRow],
    *,
    headers: Sequence[str],
    dates: dict[str, _Evidence],
    numbers: dict[str, _Evidence],
    patience: int | None,
) -> None:
    places = {header: headers.index(header) for header in (*dates, *numbers)}
    for count, row in enumerate(rows):
        if count == patience and not any(seen.raised() for seen in (*dates.values(), *numbers.values())):
            return
        if isinstance(row, RefusedRow):
            continue
        for header, seen in dates.items():
            text = row.cells[places[header]]
            order, _ = order_of((text,))
            seen.first += order == "day"
            seen.second += order == "month"
            seen.doubtful = seen.doubtful or (text if is_two_faced(text) else "")
        for header, seen in numbers.items():
            text = row.cells[places[header]]
            if text.isdigit():
                continue
            sign = decimals_of((text,))
            seen.first += sign == "point"
            seen.second += sign == "comma"
            seen.doubtful = seen.doubtful or (text if is_two_faced_number(text) else "")


def _order(header: str, seen: _Evidence, country: str | None, notes: list[Message]) -> Order | None:
    usual: Order = "month" if country in MONTH_FIRST else "day"
    names = {"day": say("the day"), "month": say("the month")}
    if seen.first == seen.second:
        if seen.doubtful:
            notes.append(
                say("dates under {column}, such as {value}, may begin with the day or the month; {order} was taken; "
                    "set date_order in the mapping", column=header, value=seen.doubtful, order=names[usual])
            )  # fmt: skip
        return usual
    order: Order = "day" if seen.first > seen.second else "month"
    if min(seen.first, seen.second):
        notes.append(
            say("dates under {column} begin with the day in {days} rows, with the month in {months}; "
                "{order} was taken",
                column=header, days=seen.first, months=seen.second, order=names[order])
        )  # fmt: skip
    return order


def _decimals(header: str, seen: _Evidence, mapping: Mapping, notes: list[Message]) -> Decimals | None:
    if seen.first != seen.second:
        return "point" if seen.first > seen.second else "comma"
    if mapping.columns[header] in COUNTED:
        return "point" if "," in seen.doubtful else "comma"
    if seen.doubtful:
        notes.append(
            say("numbers under {column}, such as {value}, may be whole or fractions and were left out; "
                "set decimals in the mapping", column=header, value=seen.doubtful)
        )  # fmt: skip
    return None
