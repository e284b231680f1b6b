"""Text as people mean it: without accents, case or stray spaces."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

NO_SLUG = re.compile(r"[^a-z0-9]+")
USUAL = 80
"""So long is a name or a word, of which the same come again and again."""


def fold(text: str) -> str:
    """Return `text` without accents, case or repeated spaces, so that `Ñandú` and `nandu ` compare equal.

    Folding twice changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    return _accented(text) if len(text) <= USUAL else _bare(text)


def _bare(text: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    folded = " ".join(bare.casefold().split())
    return folded if folded == text else fold(folded)


_accented = lru_cache(maxsize=4096)(_bare)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None if nothing is near."""
    folded = {fold(candidate): candidate for candidate in known}
    close = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def slug(text: str, *, most: int) -> str:
    """Return what stands for a text in an address: small letters of ASCII and digits, with hyphens; perhaps nothing."""
    return NO_SLUG.sub("-", fold(text)).strip("-")[:most].rstrip("-")
