"""The calls that were made for one planned call."""

from __future__ import annotations

from typing import Any

from dueto.apps.telephone.models import Call


def made_in(task_id: int) -> list[dict[str, Any]]:
    """Return them, the latest first: by whom, when, how they went, whether somebody crossed. One query."""
    rows = Call.objects.filter(task=task_id).select_related("by").order_by("-made_at", "-id")
    return [
        {
            "by": row.by.name if row.by else "", "at": row.made_at, "result": row.result,
            "has_crossed": row.has_crossed, "has_dropped": row.has_dropped,
        }
        for row in rows
    ]  # fmt: skip
