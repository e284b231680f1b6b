"""Finding people by any scrap of their name, company, address or number, slips and accents forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import fuzz

from dueto.apps.base.lookup import borne_by, scraps_of
from dueto.apps.base.models import Card, Word
from dueto.apps.base.words import digits_of, slips_between, slips_in, sound_of, words_of

MOST_WORDS = 8
MOST_CANDIDATES = 1000
"""So many people are looked at for one search, whoever came last first."""
ENOUGH = 12
"""With so many found exactly, no slip is supposed."""
TELLING = 3
"""Nor where somebody bears so many words, each as it is written."""
MOST_READ, MOST_MEANT, MOST_FOR_KNOWN = 3000, 8, 2
"""So many words of the base are compared with a word, and so many of them may have been meant, by a known one fewer."""
NATIONAL = 9
LAST_LETTER = "\U0010ffff"
BETWEEN = re.compile("[,;]")
SIGNS_OF_A_NUMBER = frozenset("0123456789+-()./ ")


@dataclass(frozen=True, slots=True)
class Hits:
    """Who may be meant, and whether everybody who fits is among them."""

    person_ids: tuple[int, ...]
    are_all: bool


def search(text: str) -> Hits:
    """Return people who bear every word of `text` somewhere, whoever came last first; with few of them also those who
    bear a word that may have been meant. At most five queries for each word.
    """
    words = asked_in(text)
    if not words:
        return Hits((), are_all=True)
    own = [[*scraps, *_national(scraps[-1])] for scraps in scraps_of(words)]
    exact = borne_by(own, most=MOST_CANDIDATES)
    is_told = bool(exact) and len(words) >= TELLING
    if is_told or len(exact) >= ENOUGH or all(slips_in(word) == 0 for word in words):
        return Hits(tuple(exact), are_all=len(exact) < MOST_CANDIDATES)
    meant = [[f" {other} " for other in others] for others in _meant(words)]
    more = borne_by([[*a, *b] for a, b in zip(own, meant, strict=True)], most=MOST_CANDIDATES) if any(meant) else []
    return Hits(tuple(dict.fromkeys((*exact, *more))), are_all=len(more) < MOST_CANDIDATES)


def asked_in(text: str) -> tuple[str, ...]:
    """Return the words to look for; a telephone number, however it is spaced, is one."""
    words = words_of(BETWEEN.sub(" ", text))
    if words and all(set(word) <= SIGNS_OF_A_NUMBER for word in words):
        digits = digits_of(text).removeprefix("00")
        return (digits,) if digits else ()
    return words[:MOST_WORDS]


def _meant(words: Sequence[str]) -> list[list[str]]:
    """Return for each word those that may have been meant; a word that somebody bears is taken as it is written.

    Where all of them are borne, yet hardly by one person, each may be a slip, and the nearest few are tried.
    """
    known = set(Word.objects.filter(text__in=words).values_list("text", flat=True))
    if known.issuperset(words):
        return [meant_by(word)[:MOST_FOR_KNOWN] for word in words]
    return [[] if word in known else meant_by(word) for word in words]


def _national(scrap: str) -> list[str]:
    """Return the end of a long number: perhaps it was written down without its country."""
    return [scrap[-NATIONAL:]] if len(scrap) > NATIONAL + 1 and scrap.isdigit() else []


def meant_by(word: str) -> list[str]:
    """Return the words of the base that may have been meant by `word`, those that are nearest. Three queries or none.

    They sound alike, or differ by a slip that leaves the first or the last half as it is; by two slips only where none
    differs by one.
    """
    most = slips_in(word)
    if not most or not word.isalpha():
        return []
    half = max(2, (len(word) - 1) // 2)
    near = Word.objects.annotate(size=Length("text")).filter(size__gte=len(word) - most, size__lte=len(word) + most)
    alike = Word.objects.filter(sound=sound_of(word)).values_list("text", flat=True)[:MOST_READ]
    begun = near.filter(begins("text", word[:half])).values_list("text", flat=True)[:MOST_READ]
    ended = near.filter(begins("turned", word[::-1][:half])).values_list("text", flat=True)[:MOST_READ]
    slips = {text: 1 for text in alike if text != word}
    for text in (*begun, *ended):
        if text not in slips and (between := slips_between(word, text, most=most)):
            slips[text] = between
    fewest = min(slips.values(), default=0)
    nearest = (text for text, between in slips.items() if between == fewest)
    return sorted(nearest, key=lambda text: (abs(len(text) - len(word)), text))[:MOST_MEANT]


def ranked(person_ids: Sequence[int], text: str, *, most: int) -> list[int]:
    """Return these people by how well `text` fits them, at most so many. One query."""
    words = asked_in(text)
    cards = Card.objects.filter(person_id__in=person_ids).values_list("person_id", "full_name", "searchable")
    place = {person: number for number, person in enumerate(person_ids)}
    scored = [(-_likeness(words, name, borne), place[person], person) for person, name, borne in cards]
    return [person for *_, person in sorted(scored)[:most]]


def _likeness(words: Iterable[str], name: str, borne: str) -> float:
    """Return how well the words fit: whole before begun, begun before anywhere, slips last; names first."""
    own = borne.split()
    first = set(words_of(name))
    return sum(_fits(word, own) + (1 if any(one.startswith(word) for one in first) else 0) for word in words)


def _fits(word: str, own: Sequence[str]) -> float:
    if word in own:
        return 5
    if any(one.startswith(word) for one in own):
        return 4
    if any(word in one for one in own):
        return 3
    return max((fuzz.ratio(word, one) for one in own), default=0.0) / 100 * 2


def begins(column: str, start: str) -> Q:
    """Return the condition that an index answers: SQLite compares by letters, PostgreSQL has an index for patterns."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": start, f"{column}__lt": start + LAST_LETTER})
    return Q(**{f"{column}__startswith": start})
