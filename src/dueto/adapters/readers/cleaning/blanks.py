"""Words that people and programs write where there is no answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dueto.domain.basics.text import fold

# Never an answer, whatever the column asks.
BLANK_WORDS = (
    "-", "--", "---", "—", "–", ".", "?", "Select", "Select one", "Seleccionar", "Seleccione", "s/d", "s.d.", "N/A",
    "n.a.", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "null", "<null>", "\\N", "NaN",
    "undefined", "(blank)", "(vacío)", "(en blanco)", "no aplica", "not applicable", "sin dato", "sin datos",
    "sin información", "no data",
)  # fmt: skip
# An answer to some questions ("competitors: none", Namibia, Mr. Na), but never a mail, a phone or a company.
NO_CONTACT = (
    "ninguno", "ninguna", "none", "na", "nil", "no", "no tiene", "no hay", "sin correo", "sin teléfono", "sin empresa",
    "no email", "no phone", "0", "x", "xx", "xxx", "test", "tbd", "por definir",
)  # fmt: skip
# An answer about a source or a budget, but no place and no way to reach anybody.
UNKNOWN = ("unknown", "desconocido", "desconocida", "not known", "se desconoce")
CONTACT_FIELDS = frozenset({"email", "phone", "mobile", "company", "website", "tax_id"})
PLACE_FIELDS = frozenset({"country", "region", "city"})


def is_blank(text: str, *, field: str) -> bool:
    """Return whether somebody wrote nothing, or one of the words that mean it where this field is asked."""
    return text.strip().lower() in _blanks(field)


@cache
def _blanks(field: str) -> frozenset[str]:
    return blank_words(field=field)


def blank_words(*, field: str, declared: Iterable[str] = ()) -> frozenset[str]:
    """Return the words, in small letters with and without accents, that mean "no answer" in a column of this field."""
    words = {*BLANK_WORDS, *declared, ""}
    if field in CONTACT_FIELDS:
        words.update(NO_CONTACT)
    if field in CONTACT_FIELDS | PLACE_FIELDS:
        words.update(UNKNOWN)
    return frozenset(fold(word) for word in words) | {word.lower() for word in words}
