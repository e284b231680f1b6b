"""Text that strangers wrote, made fit to be shown: the page escapes it, this keeps it short and visible."""

from __future__ import annotations

import unicodedata

MOST_CHARACTERS = 120
JOINERS = "\u200d\ufe0f"


def legible(text: str, *, most: int = MOST_CHARACTERS) -> str:
    """Return `text` on one line without control characters, cut at `most` characters with an ellipsis."""
    short = " ".join("".join(_visible(char) for char in text[: most * 4]).split())
    if len(short) <= most:
        return short
    cut = most - 1
    while cut and (unicodedata.combining(short[cut]) or short[cut] in JOINERS or short[cut - 1] in JOINERS):
        cut -= 1
    return short[:cut].rstrip() + "…"


def _visible(char: str) -> str:
    return " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char
