"""Names of people, with two surnames where people have two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nameparser import HumanName

from dueto.domain.basics.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words("de del la las los y e da das do dos di du van von der den el san santa mac")
HONORIFICS = _words(
    "sr sra srta sres don dona dr dra ing lic lcdo lcda licda arq abg abog mg mtro mtra prof profa cpc econ c.p. "
    "mr mrs ms miss mx"
)
# A word that follows another given name as a second one far more often than it is a surname.
SECOND_GIVEN = _words(
    "jose maria luis carlos juan antonio manuel jesus angel miguel francisco javier alberto fernando eduardo enrique "
    "andres alejandro rafael pablo pedro daniel david ignacio ramon arturo ernesto augusto cesar raul ricardo roberto "
    "fernanda isabel elena lucia carmen teresa rosa pilar luisa cristina beatriz mercedes dolores victoria eugenia "
    "alejandra andrea carolina gabriela paola patricia laura marcela cecilia alicia ines soledad guadalupe jimena "
    "camila sofia valentina daniela mariana fabiola esther ana paula"
) | {"del carmen", "del pilar", "del rosario", "del mar", "de los angeles", "de jesus", "de lourdes", "de fatima"}
REMARKS = re.compile(r"[,()\"“”«»/]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given names and surnames, either of which may be empty."""

    first: str
    last: str


def full_name_of(text: str) -> str:
    """Return a name as it is said: given names first, no titles, no shouting."""
    text = " ".join(text.split())
    words = text.split(" ")
    while len(words) > 1 and fold(words[0]).rstrip(".") in HONORIFICS:
        words = words[1:]
    name = " ".join(words)
    return _cased(_turned(name) if REMARKS.search(name) else name)


def composed_name(*, first: str, last: str) -> str:
    """Return the full name made of two columns, of which one may be shouted."""
    halves = [half for half in (" ".join(first.split()), " ".join(last.split())) if half]
    name = " ".join(halves)
    if len(halves) == 1 or name.isupper() or name.islower():
        return _cased(name)
    return _capital(" ".join(_words_cased(half) for half in halves))


def joined_halves(one: str, other: str) -> str:
    """Return two halves of a surname, or of given names, as one; what the first holds already is not said twice.

    Who bears the same surname of both parents is `García García`.
    """
    said, more = one.split(), other.split()
    folded, added = [fold(word) for word in said], [fold(word) for word in more]
    if folded == added:
        return " ".join((*said, *more))
    if any(folded[place : place + len(added)] == added for place in range(len(folded))):
        return " ".join(said)
    shared = next((n for n in range(min(len(said), len(more)), 0, -1) if folded[-n:] == added[:n]), 0)
    return " ".join((*said, *more[shared:]))


def split_name(text: str) -> PersonName:
    """Return given names and surnames; of three words the middle one decides, of four two are surnames."""
    groups = _groups(full_name_of(text).split(" "))
    if len(groups) <= 2:
        given = 1
    elif len(groups) == 3:
        given = 2 if fold(groups[1]) in SECOND_GIVEN else 1
    else:
        given = 2
    return PersonName(" ".join(groups[:given]), " ".join(groups[given:]))


@lru_cache(maxsize=4096)
def _turned(text: str) -> str:
    """Return the name without remarks and suffixes, turned round when the surname stands before a comma."""
    parsed = HumanName(text)
    return " ".join(part for part in (parsed.first, parsed.middle, parsed.last) if part) or text


def _groups(words: list[str]) -> list[str]:
    groups: list[str] = []
    held: list[str] = []
    for word in words:
        held.append(word)
        if fold(word) not in PARTICLES:
            groups.append(" ".join(held))
            held = []
    if held:
        groups.append(" ".join(held))
    return groups


def _cased(text: str) -> str:
    cased = _words_cased(text)
    return cased if cased == text else _capital(cased)


def _words_cased(text: str) -> str:
    if not (text.isupper() or text.islower()) or len(text) < 3:
        return text
    return " ".join(word if fold(word) in PARTICLES else word.title() for word in text.lower().split(" "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
