"""Acts that were classed again at once: whose they are."""

from __future__ import annotations

from dueto.apps.base.models import Reclassed, Reclassing


def is_known(reclassing_id: int) -> bool:
    """Return whether there was such a reclassing. One query."""
    return Reclassing.objects.filter(pk=reclassing_id).exists()


def people_reclassed(reclassing_id: int, *, limit: int = 100) -> list[int]:
    """Return whose acts were classed again, as far as somebody is known. One query."""
    rows = Reclassed.objects.filter(reclassing=reclassing_id, activity__identity__person__isnull=False)
    people = rows.values_list("activity__identity__person_id", flat=True).distinct()[:limit]
    return sorted(pk for pk in people if pk is not None)
