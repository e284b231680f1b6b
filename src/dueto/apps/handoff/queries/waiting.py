"""What waits to be handed over."""

from __future__ import annotations

from collections.abc import Collection

from dueto.apps.leads.models import Lead


def leads_to_hand_over(*, but_not: Collection[int] = (), limit: int = 50) -> list[int]:
    """Return the leads that crossed and have no hand-off yet, the oldest first, without those set aside for now."""
    waiting = Lead.objects.awaiting_handoff().exclude(pk__in=list(but_not)[:500])
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])
