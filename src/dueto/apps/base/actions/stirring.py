"""Who has to be judged again: written in the transaction that stirs, taken away in the one that judges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dueto.apps.base.models import Stirred


def stir(person_ids: Iterable[int], *, since: datetime) -> None:
    """Note that something new is known of these people since `since`."""
    Stirred.objects.bulk_create([Stirred(person_id=person, since=since) for person in dict.fromkeys(person_ids)])


def settled(person_ids: Iterable[int], *, until_id: int) -> None:
    """Take away what was stirred up to row `until_id`; what is stirred later stays to be judged."""
    Stirred.objects.filter(person_id__in=list(person_ids), id__lte=until_id).delete()
