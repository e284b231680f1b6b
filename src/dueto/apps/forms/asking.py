"""Which questions a form asks this time: only what is not known yet, what would decide most first. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dueto.apps.base.forms import asking_for
from dueto.apps.forms.design import HANDLES, Design
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition
from dueto.domain.conditions.condition import atoms_of


def to_ask(
    design: Design, agreement: Agreement, *, known: Collection[str] = (), first: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the fields to ask, in the order of the form: at most `design.most` of those that are not `known`.

    Nobody is let through without an address: as long as none is known, it is asked before anything else. Then come
    `first`, what the form or the definition requires, and what is worth most points.
    """
    open_fields = [name for name in design.fields if name in agreement.fields and name not in known]
    required = {one.field for one in design.questions if one.is_required}
    handles = {name for name in open_fields if name in HANDLES}
    must = set() if set(HANDLES) & set(known) else (handles & required) or handles
    if not design.most or len(open_fields) <= design.most:
        return tuple(open_fields)
    worth = worths(asking_for(agreement, design.counts_as))

    def rank(name: str) -> tuple[bool, int, bool, int]:
        place = first.index(name) if name in first else len(first)
        return (name not in must, place, name not in required, -worth.get(name, 0))

    chosen = sorted(open_fields, key=rank)[: max(design.most, len(must))]
    return tuple(name for name in open_fields if name in chosen)


def worths(definitions: Iterable[Definition]) -> dict[str, int]:
    """Return what knowing each field may decide: its points of fit, and much more where a definition requires it."""
    worth: dict[str, int] = {}
    for definition in definitions:
        for name, points in _worths(definition).items():
            worth[name] = max(worth.get(name, 0), points)
    return worth


def _worths(definition: Definition) -> dict[str, int]:
    worth: dict[str, int] = {}
    for rule in definition.fit:
        for name in {atom.field for atom in atoms_of(rule.when)}:
            worth[name] = max(worth.get(name, 0), abs(rule.points))
    for names, more in (
        *((names, 1) for names in definition.desired),
        *((names, 1000) for names in definition.required),
    ):
        for name in names:
            worth[name] = worth.get(name, 0) + more
    return worth


def still_needed(design: Design, agreement: Agreement) -> tuple[str, ...]:
    """Return what its definitions require and the form does not ask: a group of alternatives is served by any."""
    asked = set(design.fields)
    required = (names for one in asking_for(agreement, design.counts_as) for names in one.required)
    return tuple(dict.fromkeys(names[0] for names in required if not asked & set(names)))


def suggested(design: Design, agreement: Agreement) -> tuple[str, ...]:
    """Return the fields that could be asked: what is required first, then what is desired, then all the others."""
    definitions = asking_for(agreement, design.counts_as)
    required = (name for one in definitions for names in one.required for name in names)
    desired = (name for one in definitions for names in one.desired for name in names)
    return tuple(name for name in dict.fromkeys((*required, *desired, *agreement.fields)) if name not in design.fields)
