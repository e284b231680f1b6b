"""Names of companies, and the form in which two spellings of one company are equal."""

from __future__ import annotations

import re
from functools import lru_cache

from dueto.domain.basics.text import fold

LEGAL_FORMS = (
    "sociedad anonima cerrada", "sociedad anonima", "sociedad limitada", "sociedad de responsabilidad limitada",
    "sapi de cv", "sab de cv", "sa de cv", "s de rl de cv", "s de rl", "sc de rl", "sac", "saa", "srl", "scrl", "eirl",
    "sas bic", "sas", "spa", "ltda", "limitada", "y cia", "e hijos", "cia", "slu", "sll", "sau", "sl", "sa", "cb",
    "gmbh and co kg", "gmbh", "ag", "kg", "inc", "incorporated", "llc", "llp", "ltd", "limited", "plc", "corp",
    "corporation", "co", "bv", "nv", "oy", "ab", "sarl", "srls", "lda", "eireli",
)  # fmt: skip
ENDING = re.compile(r"\s(?:" + "|".join(sorted(LEGAL_FORMS, key=len, reverse=True)) + r")$")
LETTER_DOT = re.compile(r"\b(\w)\.\s?(?=\w\b|$|\s)")
SPACED_LETTERS = re.compile(r"\b(?:\w (?=\w\b)){1,4}\w\b")
NO_WORD = re.compile(r"[^\w]+")


def company_of(text: str) -> str:
    """Return a company's name without stray spaces and quotes around it."""
    text = " ".join(text.split())
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    return text


@lru_cache(maxsize=4096)
def comparable_company(text: str) -> str:
    """Return the name without legal form, accents, case and punctuation: `Río Seco S.A.C.` is `rio seco`."""
    bare = fold(text).replace("&", " and ").replace(".", " ")
    bare = NO_WORD.sub(" ", bare).strip()
    bare = SPACED_LETTERS.sub(lambda letters: letters[0].replace(" ", ""), bare)
    while (shorter := ENDING.sub("", " " + bare).strip()) not in (bare, ""):
        bare = shorter
    return bare
