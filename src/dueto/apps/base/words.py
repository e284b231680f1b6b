"""Words as a search compares them: folded, by their sound, and by how many slips lie between two of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from dueto.domain.basics.text import fold

LONGEST = 60
MOST_TEXT = 900
"""Signs of one person that can be searched."""
GAP = "  "
"""Stands around every word, so that three signs can say where a word begins: `  r` begins with an r."""
NUMBER = re.compile(r"[0-9]")
NOISE = re.compile(r"[^0-9a-z]+")
SOUNDS = (
    (re.compile(r"w"), "u"),
    (re.compile(r"h"), ""),
    (re.compile(r"ll|y"), "i"),
    (re.compile(r"[cz](?=[ei])|z"), "s"),
    (re.compile(r"g(?=[ei])|x"), "j"),
    (re.compile(r"qu(?=[ei])|[ckq]"), "k"),
    (re.compile(r"v"), "b"),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What sounds alike in Spanish is written alike, in this order."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, each once."""
    return tuple(dict.fromkeys(word[:LONGEST] for word in fold(text.replace("\x00", "")).split()))


def digits_of(number: str) -> str:
    """Return the digits of a telephone number alone."""
    return "".join(NUMBER.findall(fold(number)))


def searchable(texts: Iterable[str], *, numbers: Iterable[str] = ()) -> str:
    """Return what a search reads of one person: every word of these texts and every number once, gaps around each."""
    words = [word for text in texts for word in words_of(text)]
    words += [digits for number in numbers if (digits := digits_of(number))]
    kept, size = [], 0
    for word in dict.fromkeys(words):
        size += len(word) + len(GAP)
        if size > MOST_TEXT:
            break
        kept.append(word)
    return f"{GAP}{GAP.join(kept)}{GAP}" if kept else ""


def spoken(text: str) -> frozenset[str]:
    """Return the words of a searchable text that people misspell: no addresses, no numbers."""
    return frozenset(word for word in text.split() if word.isalpha() and len(word) > 2)


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """Return how a folded word sounds in Spanish: `rosio` and `rocio`, `ballejo` and `vallejo` sound alike."""
    sound = NOISE.sub("", word)
    for heard, written in SOUNDS:
        sound = heard.sub(written, sound)
    return sound


def slips_in(word: str) -> int:
    """Return how many slips are forgiven in a word of this length."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def slips_between(word: str, other: str, *, most: int) -> int | None:
    """Return how many letters are wrong, missing, too many or changed over; None if more than `most`."""
    slips = OSA.distance(word, other, score_cutoff=most)
    return slips if slips <= most else None
