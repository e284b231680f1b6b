"""What waits to be handed over."""

from __future__ import annotations

from dueto.apps.leads.models import Lead


def leads_to_hand_over(*, limit: int = 50) -> list[int]:
    """Return the leads that crossed and have no hand-off yet, the newest first: nobody can take some of the old."""
    return list(Lead.objects.awaiting_handoff().order_by("-id").values_list("pk", flat=True)[:limit])
