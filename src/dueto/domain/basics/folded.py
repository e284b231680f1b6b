"""Words of the company itself, kept folded, to be said as people write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that somebody should read: said as it was first written where that is known, else capitalised."""

    text: str

    def __str__(self) -> str:
        """Return the text with a large first letter."""
        return f"{self.text[:1].upper()}{self.text[1:]}"
