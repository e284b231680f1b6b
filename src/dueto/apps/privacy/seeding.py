"""Who was forgotten in a past that was written down at once: for the demo and the tests."""

from __future__ import annotations

from dueto.apps.base.models import Person
from dueto.apps.privacy.models import Erasure


def write_erasures() -> None:
    """Write down everybody of whom nothing is left as somebody who asked to be forgotten, and was."""
    rows = Person.objects.filter(erased_at__isnull=False).values_list("pk", "created_at", "erased_at")
    Erasure.objects.bulk_create(
        [
            Erasure(person_id=pk, person_created_at=created_at, erased_at=erased_at, scrubbed_at=erased_at)
            for pk, created_at, erased_at in rows
            if erased_at is not None
        ],
        ignore_conflicts=True,
    )
