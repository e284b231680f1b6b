"""Conditions as values, and their answer for one set of values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from dueto.domain.conditions.operators import OPERATORS
from dueto.domain.conditions.truth import Truth, all_of, any_of, not_

Operand: TypeAlias = str | int | Decimal | bool | date | tuple[str, ...] | tuple[int | Decimal, ...]
Ask: TypeAlias = Callable[[Mapping[str, str], date], Truth]


@dataclass(frozen=True, slots=True)
class Atom:
    """One question to one field."""

    field: str
    operator: str
    operand: Operand


@dataclass(frozen=True, slots=True)
class All:
    """True if every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True if one part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True if the part is false."""

    part: Condition


Condition: TypeAlias = Atom | All | Any | Not

ALWAYS = All(())


def asker(condition: Condition) -> Ask:
    """Return the function that answers `condition` for a mapping of folded values on a given day.

    A field that is not in the mapping is unknown. Preparing costs more than asking: prepare once.
    """
    match condition:
        case Atom(field, "present", operand):
            return lambda values, today: (field in values) is operand
        case Atom(field, operator, operand):
            test = OPERATORS[operator].test(operand)

            def ask(values: Mapping[str, str], today: date) -> Truth:
                value = values.get(field)
                return None if value is None else test(value, today)

            return ask
        case All((part,)) | Any((part,)):
            return asker(part)
        case All(parts):
            asks = tuple(asker(part) for part in parts)
            return lambda values, today: all_of(ask(values, today) for ask in asks)
        case Any(parts):
            asks = tuple(asker(part) for part in parts)
            return lambda values, today: any_of(ask(values, today) for ask in asks)
        case Not(part):
            inner = asker(part)
            return lambda values, today: not_(inner(values, today))
        case _:
            assert_never(condition)


def holds(condition: Condition, *, values: Mapping[str, str], today: date) -> Truth:
    """Return whether `condition` is true, false or unknown for `values` (folded text by field) on the day `today`."""
    return asker(condition)(values, today)


def atoms_of(condition: Condition) -> Iterator[Atom]:
    """Yield every question that `condition` asks, in the order in which they are written."""
    match condition:
        case Atom():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from atoms_of(part)
        case Not(part):
            yield from atoms_of(part)
        case _:
            assert_never(condition)


def fields_of(condition: Condition) -> frozenset[str]:
    """Return the names of the fields that `condition` asks."""
    return frozenset(atom.field for atom in atoms_of(condition))
