"""Who is one when each pair is: the pairs that follow from pairs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TypeVar

T = TypeVar("T", int, str)


def clustered(pairs: Iterable[tuple[T, T]]) -> set[tuple[T, T]]:
    """Return the pairs, the smaller id first, with all that follow from them."""
    above: dict[T, T] = {}

    def head(one: T) -> T:
        while (up := above.setdefault(one, one)) != one:
            above[one] = one = above[up]
        return one

    for left, right in pairs:
        above[head(left)] = head(right)
    groups: dict[T, list[T]] = {}
    for one in list(above):
        groups.setdefault(head(one), []).append(one)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
