"""Companies that may be meant by a name in part or with a slip."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from dueto.adapters.readers.cleaning.companies import comparable_company
from dueto.apps.base.models import Company
from dueto.apps.base.queries.companies import Firm, called, firms
from dueto.apps.base.queries.search import MOST_WORDS
from dueto.apps.base.words import words_of

MOST_ALIKE = 3
SHORTEST = 3
FITS, ALIKE = 70, 70
"""A word fits a word of a name from this likeness of hundred; so do all of them together, a point less for each word
that one of the names has more than the other."""

GENERAL = frozenset(
    [
        "grupo",
        "group",
        "corporacion",
        "corporation",
        "holding",
        "inversiones",
        "empresa",
        "empresas",
        "compania",
        "company",
    ]
)
"""What people say before a name that does not have it; left out where nothing is found with it."""


def companies_like(name: str, *, most: int = MOST_ALIKE) -> list[Firm]:
    """Return the companies that may be meant, the likest first. Three queries more than a search, or than two."""
    words = words_of(comparable_company(name))[:MOST_WORDS]
    likest = _likest(words)[:most]
    if not likest and (own := tuple(word for word in words if word not in GENERAL)) != words:
        likest = _likest(own)[:most]
    known = firms(likest) if likest else {}
    return [known[pk] for pk in likest]


def _likest(words: Sequence[str]) -> list[int]:
    if sum(map(len, words)) < SHORTEST:
        return []
    rows = Company.objects.filter(merged_into=None, pk__in=called(" ".join(words))).values_list("pk", "key")
    alike = [(likeness, pk) for pk, key in rows if (likeness := _likeness(words, key.split())) >= ALIKE]
    return [pk for _, pk in sorted(alike, key=lambda one: (-one[0], one[1]))]


def _likeness(words: Sequence[str], key: Sequence[str]) -> float:
    """Return how well the words fit a name, each by the word that it fits best; 0 where one of them fits none."""
    fits = [
        max((100.0 if own.startswith(word) else fuzz.ratio(word, own) for own in key), default=0.0) for word in words
    ]
    return sum(fits) / len(fits) - abs(len(key) - len(words)) if min(fits) >= FITS else 0.0
