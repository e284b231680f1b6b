"""The values worth trying in a field that nobody knows: those the definition names, their neighbours, and another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import cast

from dueto.domain.agreement.definition import Definition
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import Atom, atoms_of
from dueto.domain.conditions.operators import OPERATORS, Takes
from dueto.domain.conditions.truth import Truth
from dueto.domain.conditions.values import SEPARATOR

ANOTHER = "\N{WHITE SQUARE}"
"""A text that no definition names."""
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
MAILS = tuple(kind + shared for kind in ("company", "free", "disposable") for shared in ("", f"{SEPARATOR}shared"))


@lru_cache(maxsize=4096)
def probes_of(definition: Definition, field: str, *, today: date) -> tuple[str, ...]:
    """Return values for `field` that between them give every answer its conditions can give to a named value.

    One value stands for all that every condition of the definition answers alike.
    """
    named = [atom for when in definition.conditions() for atom in atoms_of(when) if atom.field == field]
    atoms = [atom for atom in named if atom.operator != "present"]
    tests = [OPERATORS[atom.operator].test(atom.operand) for atom in atoms]
    distinct: dict[tuple[Truth, ...], str] = {}
    for value in (*_named(atoms, today), ANOTHER):
        distinct.setdefault(tuple(test(value, today) for test in tests), value)
    return tuple(distinct.values())


def _named(atoms: Iterable[Atom], today: date) -> Iterable[str]:
    numbers: list[float] = []
    days: list[int] = []
    for atom in atoms:
        match OPERATORS[atom.operator].takes, atom.operand:
            case Takes.TEXT, str(text):
                yield fold(text)
            case Takes.TEXTS, tuple(texts):
                folded = [fold(cast(str, text)) for text in texts]
                yield from (*folded, " ".join(folded), SEPARATOR.join(folded))
            case Takes.NUMBER, number:
                numbers.append(float(cast(int, number)))
            case Takes.RANGE, tuple(bounds):
                numbers += [float(cast(int, bound)) for bound in bounds]
            case Takes.DATE, date() as day:
                days.append(day.toordinal())
            case Takes.DAYS, int(span):
                days += [today.toordinal() + way * span for way in (-1, 0, 1)]
            case _:
                yield from MAILS
    yield from (_decimal(number) for number in _around(numbers))
    near = (ordinal for day in days for ordinal in (day, day - 1, day + 1))
    yield from (date.fromordinal(day).isoformat() for day in near if FIRST_DAY <= day <= LAST_DAY)


def _around(numbers: list[float]) -> Iterable[float]:
    """Yield each number, one below, one above, and the middle between neighbours."""
    ordered = sorted(set(numbers))
    for number in ordered:
        yield from (number, number - 1, number + 1)
    for low, high in pairwise(ordered):
        yield (low + high) / 2


def _decimal(number: float) -> str:
    return str(int(number)) if number.is_integer() else f"{number:.9f}".rstrip("0")
