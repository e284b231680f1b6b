"""A word that a company chose for itself, in each of its languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A company's own word; a language it does not have falls back to the other."""

    es: str
    en: str

    def __str__(self) -> str:
        return self.en

    def said_in(self, language: str) -> str:
        """Return the word in `language` ("es" or "en")."""
        return self.es if language == "es" else self.en
