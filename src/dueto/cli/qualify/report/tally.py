"""One light pass over everybody: what the page needs of a crowd that may be a million."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dueto.cli.qualify.findings import PersonFinding
from dueto.domain.qualification.verdict import Standing

MOST_SHOWN = 500
MOST_NAMES = 6
"""Names under one heading; the rest is counted."""


@dataclass(slots=True)
class Tally:
    """What was counted and who was kept by name."""

    cells: Counter[tuple[int, int, Standing]] = field(default_factory=Counter)
    """People by fit, behaviour and verdict."""
    shown: list[PersonFinding] = field(default_factory=list)
    """The first people, in order of merit, whom the page lists."""
    near: dict[str, list[PersonFinding]] = field(default_factory=dict)
    """By field, the first people who would qualify with that field alone (under the easiest one)."""
    near_count: Counter[str] = field(default_factory=Counter)
    data_away: Counter[int] = field(default_factory=Counter)
    """People by how many data would qualify them."""
    named: dict[str, PersonFinding] = field(default_factory=dict)
    """Those who were asked for by id."""
    people: int = 0


def tally(people: Iterable[PersonFinding], *, by_name: Collection[str] = ()) -> Tally:
    """Return the tally of `people`; those whose id is in `by_name` are kept."""
    out = Tally()
    wanted = frozenset(by_name)
    for one in people:
        out.people += 1
        out.cells[one.fit, one.behaviour, one.standing] += 1
        if len(out.shown) < MOST_SHOWN:
            out.shown.append(one)
        if one.missing.fields:
            _count_missing(out, one)
        if one.person in wanted:
            out.named[one.person] = one
    return out


def _count_missing(out: Tally, one: PersonFinding) -> None:
    easiest = min(one.missing.fields, key=len)
    out.data_away[len(easiest)] += 1
    if len(easiest) > 1:
        return
    out.near_count[easiest[0]] += 1
    names = out.near.setdefault(easiest[0], [])
    if len(names) < MOST_NAMES:
        names.append(one)
