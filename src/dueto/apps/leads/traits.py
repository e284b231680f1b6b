"""What can be asked of people in lists, as the agreement in force says it, and what of it is true of somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dueto.apps.agreements.queries import InForce, document_of
from dueto.apps.leads.asked_words import CONSENT_WORDS, LEAD_WORDS, buying_words, deed_words
from dueto.apps.leads.explained import Explained
from dueto.domain.basics.message import Message
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import Ask, Atom, Condition, asker, atoms_of
from dueto.domain.qualification.buying import BuyingStage, buying_stage
from dueto.domain.qualification.history import day_of

LONGEST = 120
FITS, PERSONA, OUT, LACKS = "fits", "persona", "out", "lacks"
DID, LEAD, BUYING, CONSENT = "did", "lead", "buying", "consent"
COUNTRY, CHANNEL, CAMPAIGN = "country", "channel", "campaign"
OF_DEFINITION = frozenset({OUT, LACKS, DID, LEAD, BUYING})
"""What is true of somebody under one definition; its name stands in the key."""
ANY_OF = frozenset({PERSONA, LEAD, BUYING, COUNTRY, CHANNEL, CAMPAIGN})
"""Of which several mean any of them: somebody hardly bears two at once."""


@dataclass(frozen=True, slots=True)
class Askable:
    """One thing to ask: `name` is the persona, why somebody is out, or the field that lacks; `words` say the others."""

    key: str
    kind: str
    name: str = ""
    condition: Condition | None = None
    words: Message | None = None


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
        for did in definition.behaviour:
            yield Askable(key_of(DID, definition.name, did.name), DID, did.name, words=deed_words(did))
        for state, words in LEAD_WORDS.items():
            yield Askable(key_of(LEAD, definition.name, state), LEAD, state, words=words)
        for stage in BuyingStage:
            yield Askable(key_of(BUYING, definition.name, stage), BUYING, stage, words=buying_words(stage))
    for allowed, words in CONSENT_WORDS.items():
        yield Askable(key_of(CONSENT, allowed), CONSENT, allowed, words=words)
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
        keys |= {key_of(DID, name, line.rule.name) for line in one.verdict.behaviour_lines if line.points}
        if stage := buying_stage(one.verdict):
            keys.add(key_of(BUYING, name, stage))
    own = ((COUNTRY, first.profile.get("country", "")), (CHANNEL, channel), (CAMPAIGN, campaign))
    return keys | {key_of(kind, value) for kind, value in own if fold(value)}


def keys_for(kind: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of these countries, channels, campaigns."""
    return tuple(key_of(kind, value) for value in values if fold(value))


def any_of(keys: Iterable[str]) -> list[tuple[str, ...]]:
    """Return keys in groups of which one has to be true each; those of which several mean any stand together."""
    groups: dict[str, tuple[str, ...]] = {}
    for key in keys:
        kind = key.partition(".")[0]
        name = kind if kind in ANY_OF else key
        groups[name] = (*groups.get(name, ()), key)
    return list(groups.values())
