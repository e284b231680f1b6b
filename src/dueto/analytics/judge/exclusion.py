"""Rules that no act can match together may share one column, which spares the engine a row for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from dueto.domain.agreement.definition import BehaviourRule, FastTrack
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import All, Atom, Condition


class HasRule(Protocol):
    """Something with a rule about activities."""

    @property
    def rule(self) -> BehaviourRule | FastTrack: ...


R = TypeVar("R", bound=HasRule)


def exclusive_groups(rules: Sequence[R]) -> list[list[R]]:
    """Return the rules in as few groups as a first fit finds, such that no act matches two rules of one group."""
    groups: list[list[R]] = []
    for rule in rules:
        for group in groups:
            if all(exclude(rule.rule, other.rule) for other in group):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def exclude(one: BehaviourRule | FastTrack, other: BehaviourRule | FastTrack) -> bool:
    """Return whether it is certain that no act matches both rules; a doubt is a no."""
    if one.activity != other.activity:
        return True
    return any(_contradict(left, right) for left in _needed(one.where) for right in _needed(other.where))


def _needed(condition: Condition) -> Iterable[Atom]:
    """Return the questions that must be answered with yes for `condition` to hold."""
    if isinstance(condition, Atom):
        return [condition]
    return [part for part in condition.parts if isinstance(part, Atom)] if isinstance(condition, All) else []


def _contradict(left: Atom, right: Atom) -> bool:
    if left.field != right.field:
        return False
    one, other = _values(left), _values(right)
    if one is not None and other is not None:
        return not one & other
    begins, ends = _prefix(left), _prefix(right)
    if begins is not None and ends is not None:
        return not begins.startswith(ends) and not ends.startswith(begins)
    if one is not None and ends is not None:
        return not any(value.startswith(ends) for value in one)
    if other is not None and begins is not None:
        return not any(value.startswith(begins) for value in other)
    return False


def _values(atom: Atom) -> frozenset[str] | None:
    match atom.operator, atom.operand:
        case "is", str(text):
            return frozenset({fold(text)})
        case "one_of", tuple(texts):
            return frozenset(fold(str(text)) for text in texts)
        case _:
            return None


def _prefix(atom: Atom) -> str | None:
    return fold(str(atom.operand)) if atom.operator == "starts_with" else None
