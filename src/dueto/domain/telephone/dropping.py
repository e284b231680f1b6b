"""What a call can find out that rules somebody out: the facts that would make a disqualifier true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from dueto.domain.agreement.definition import Definition, Disqualifier
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import asker, atoms_of, fields_of
from dueto.domain.conditions.fields import Field
from dueto.domain.conditions.values import SEPARATOR
from dueto.domain.qualification.probes import ANOTHER, probes_of

MOST_TRIED, MOST_FOUND = 400, 3
"""So many combinations of values are tried for each disqualifier, and so many are offered."""


@dataclass(frozen=True, slots=True)
class Drop:
    """One way to be out: why, and what is to be taken down for it."""

    because: str
    facts: tuple[tuple[str, str], ...]


def drops_of(
    definition: Definition, *, profile: Mapping[str, str], fields: Mapping[str, Field], today: date
) -> tuple[Drop, ...]:
    """Return what would rule this person out, each with as few new facts as it takes."""
    found: dict[tuple[tuple[str, str], ...], Drop] = {}
    for rule in definition.disqualify:
        for facts in islice(_found(rule, definition, profile, fields, today), MOST_FOUND):
            found.setdefault(facts, Drop(rule.because, facts))
    return tuple(found.values())


def _found(
    rule: Disqualifier, definition: Definition, profile: Mapping[str, str], fields: Mapping[str, Field], today: date
) -> Iterator[tuple[tuple[str, str], ...]]:
    names = sorted(fields_of(rule.when))
    if any(name not in fields or fields[name].personal for name in names):
        return
    ask = asker(rule.when)
    tried = product(*(_values(name, rule, definition, profile, today) for name in names))
    holding: list[tuple[tuple[str, str], ...]] = []
    for values in islice(tried, MOST_TRIED):
        given = dict(zip(names, values, strict=True))
        changed = tuple((name, value) for name, value in given.items() if profile.get(name) != value)
        if changed and ask({**profile, **given}, today) is True:
            holding.append(changed)
    fewest = min((len(one) for one in holding), default=0)
    seen: set[tuple[str, ...]] = set()
    for one in holding:
        texts = tuple(value for name, value in one if not value.lstrip("-").replace(".", "").isdigit())
        if len(one) == fewest and texts not in seen:
            seen.add(texts)
            yield one


def _values(
    name: str, rule: Disqualifier, definition: Definition, profile: Mapping[str, str], today: date
) -> tuple[str, ...]:
    """Return what `name` is tried with: what is known, the words that the rule names, else what tells it apart."""
    known = (profile[name],) if name in profile else ()
    named = [
        fold(text)
        for atom in atoms_of(rule.when)
        if atom.field == name and not atom.operator.endswith(("not", "none_of"))
        for text in (atom.operand if isinstance(atom.operand, tuple) else (atom.operand,))
        if isinstance(text, str)
    ]
    probes = [value for value in probes_of(definition, name, today=today) if _is_sayable(value)]
    return tuple(dict.fromkeys((*known, *(named or probes))))


def _is_sayable(value: str) -> bool:
    return value != ANOTHER and SEPARATOR not in value and not value.startswith("-")
