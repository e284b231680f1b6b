"""What colleagues want the next form to ask."""

from __future__ import annotations

from dueto.apps.base.models import Asked


def asked_of(person_id: int) -> tuple[str, ...]:
    """Return the fields that the next form asks of somebody, those asked for longest first. One query."""
    return tuple(Asked.objects.filter(person=person_id).order_by("asked_at", "id").values_list("field", flat=True))
