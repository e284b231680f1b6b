"""Who has to be judged again: written in the transaction that stirs, taken away in the one that judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dueto.apps.base.models import Stirred
from dueto.apps.journal.bulk import append


def stir(person_ids: Iterable[int], *, since: datetime, patient: bool = False) -> None:
    """Note that something new is known of these people since `since`; `patient` ones let everybody else go first."""
    append(
        Stirred, ("person_id", "since", "is_patient"),
        [(person, since, patient) for person in sorted(set(person_ids))],
    )  # fmt: skip


def settled(row_ids: Iterable[int]) -> None:
    """Take away the rows for which people have been judged; what was stirred meanwhile stays."""
    Stirred.objects.filter(pk__in=list(row_ids)).delete()
