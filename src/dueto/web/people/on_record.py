"""Values on the records of people, each with whose record says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dueto.domain.basics.message import Message, Value, say, say_many


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that is on record somewhere: one tap takes it over."""

    value: str
    because: Value


def proposals(told: Iterable[tuple[int, str]], names: Mapping[int, str]) -> tuple[Proposal, ...]:
    """Return each value that people's records tell, once, with whose they are."""
    holders: dict[str, list[int]] = {}
    for person_id, value in told:
        holders.setdefault(value, []).append(person_id)
    return tuple(Proposal(value, _on_record(held, names)) for value, held in holders.items())


def _on_record(holders: Sequence[int], names: Mapping[int, str]) -> Message:
    """Return whose records say so: the one whom the page can name, and how many more."""
    first = names.get(holders[0]) or say("a colleague")
    if len(holders) == 1:
        return say("on the record of {name}", name=first)
    more = len(holders) - 1
    return say_many("on the records of {name} and {n} more", "on the records of {name} and {n} more", more, name=first)
