"""How folded words are written."""

from __future__ import annotations

from dueto.apps.base.models import Spelling

MOST = 5_000


def spellings() -> dict[str, str]:
    """Return the spelling of each folded word that has one. One query."""
    return dict(Spelling.objects.order_by("folded").values_list("folded", "written")[:MOST])
