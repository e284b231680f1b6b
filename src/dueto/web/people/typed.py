"""What somebody typed, as it may be kept: no signs that nobody sees, and not longer than there is room for."""

from __future__ import annotations

from collections.abc import Mapping

MOST = 500
WHOLE = 1_000_000
"""More than a form can carry: what was typed is given back whole, also where it is too long to be kept."""


def text_in(posted: Mapping[str, str], name: str, *, most: int = MOST) -> str:
    """Return what was typed into the field `name`; line breaks stay, control characters go."""
    text = posted.get(name, "")
    return "".join(sign for sign in text[: most * 2] if sign.isprintable() or sign in "\n\t")[:most]
