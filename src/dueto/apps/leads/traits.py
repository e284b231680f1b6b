"""What can be asked of people in lists, as the agreement in force says it, and what of it is true of somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dueto.apps.agreements.queries import InForce, document_of
from dueto.apps.leads.explained import Explained
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import Ask, Atom, Condition, asker, atoms_of
from dueto.domain.qualification.history import day_of

LONGEST = 120
FITS, PERSONA, OUT, LACKS = "fits", "persona", "out", "lacks"
COUNTRY, CHANNEL, CAMPAIGN = "country", "channel", "campaign"


@dataclass(frozen=True, slots=True)
class Askable:
    """One thing to ask: `name` is the persona, why somebody is out, or the field that lacks."""

    key: str
    kind: str
    name: str = ""
    condition: Condition | None = None


def key_of(kind: str, *parts: str) -> str:
    """Return the key of a trait: readable, and short enough to be kept."""
    key = ".".join((kind, *(fold(part) for part in parts)))
    if len(key) <= LONGEST:
        return key
    return f"{key[: LONGEST - 17]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def askable(version: InForce) -> Mapping[str, Askable]:
    """Return what this version lets lists ask, by key, in the order in which the agreement names it."""
    return _askable(version.id, version.hash)


@lru_cache(maxsize=16)
def _askable(agreement_id: int, fingerprint: str) -> Mapping[str, Askable]:
    return {one.key: one for one in _all(agreement_id, fingerprint)}


def _all(agreement_id: int, fingerprint: str) -> Iterator[Askable]:
    document = document_of(agreement_id, fingerprint)
    for definition in document.definitions:
        for when in definition.conditions():
            yield from (_of_atom(atom) for atom in atoms_of(when) if atom.field != COUNTRY)
        for rule in definition.disqualify:
            yield Askable(key_of(OUT, definition.name, rule.because), OUT, rule.because)
        for names in definition.required:
            yield Askable(key_of(LACKS, definition.name, "|".join(names)), LACKS, "|".join(names))
    for persona in document.record.get("personas", ()):
        yield Askable(key_of(PERSONA, persona["name"]), PERSONA, persona["name"], persona["when"])


def _of_atom(atom: Atom) -> Askable:
    operand = atom.operand if isinstance(atom.operand, tuple) else (atom.operand,)
    return Askable(key_of(FITS, atom.field, atom.operator, ",".join(str(one) for one in operand)), FITS, "", atom)


@lru_cache(maxsize=16)
def _asks(agreement_id: int, fingerprint: str) -> tuple[tuple[str, Ask], ...]:
    every = _askable(agreement_id, fingerprint).values()
    return tuple((one.key, asker(one.condition)) for one in every if one.condition is not None)


def borne(known: Sequence[Explained], *, channel: str, campaign: str) -> set[str]:
    """Return the keys of what is true of somebody: by the verdicts of every definition, and by where they came from."""
    first = known[0]
    today = day_of(first.verdict.as_of, first.definition.zone)
    keys = {key for key, ask in _asks(first.version.id, first.version.hash) if ask(first.profile, today) is True}
    for one in known:
        name = one.definition.name
        keys |= {key_of(OUT, name, rule.because) for rule in one.verdict.disqualified_by}
        keys |= {key_of(LACKS, name, "|".join(names)) for names in one.verdict.lacking}
    own = ((COUNTRY, first.profile.get("country", "")), (CHANNEL, channel), (CAMPAIGN, campaign))
    return keys | {key_of(kind, value) for kind, value in own if fold(value)}


def keys_for(**named: str) -> Iterable[str]:
    """Return the keys of a country, a channel, a campaign as far as each is named."""
    return [key_of(kind, value) for kind, value in named.items() if fold(value)]
