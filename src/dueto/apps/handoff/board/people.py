"""Who somebody is, as short as a line of the board says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dueto.apps.base.models import Person


@dataclass(frozen=True, slots=True)
class Who:
    """A person of the base; without a name, their company or nothing."""

    id: int
    name: str
    role: str
    company: str


def who(person: Person) -> Who:
    """Return who a person is; `card` has to be read with the person."""
    card = getattr(person, "card", None)
    if card is None:
        return Who(person.pk, "", "", "")
    return Who(person.pk, card.full_name, card.role, card.company)
