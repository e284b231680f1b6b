"""Keeping how words were written before they were folded."""

from __future__ import annotations

from collections.abc import Iterable

from dueto.apps.base.models import Spelling
from dueto.domain.basics.text import fold

LONGEST = 200


def spell(texts: Iterable[str]) -> None:
    """Keep how these texts are written, as far as folding loses something of it; the first spelling stays."""
    written: dict[str, str] = {}
    for text in texts:
        shown = " ".join(text.split())
        folded = fold(shown)
        if folded != shown.lower() and len(shown) <= LONGEST:
            written.setdefault(folded, f"{shown[:1].upper()}{shown[1:]}")
    if written:
        Spelling.objects.bulk_create(
            [Spelling(folded=folded, written=shown) for folded, shown in sorted(written.items())], ignore_conflicts=True
        )
