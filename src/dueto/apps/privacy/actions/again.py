"""Forgetting again, after a backup was restored."""

from __future__ import annotations

from collections.abc import Iterable

from dueto.adapters.backup.ledger import Entry
from dueto.apps.base.models import Person
from dueto.apps.privacy.actions.erasing import UnableToErase, erase
from dueto.apps.privacy.models import Erasure

RESTORED = "restored"


def forget_again(entries: Iterable[Entry]) -> tuple[int, int]:
    """Return how many came back with a backup and are forgotten again, and how many could not be told apart any more.

    A number that means somebody else by now is left alone. The files have to be scrubbed afterwards.
    """
    again, undecided = 0, 0
    for entry in entries:
        person = Person.objects.filter(pk=entry.person_id, created_at=entry.created_at).first()
        if person is None or person.erased_at is not None:
            continue
        try:
            again += len(erase(person_id=person.pk, at=entry.erased_at, why=RESTORED).person_ids)
        except UnableToErase:  # merged into somebody who was not forgotten
            undecided += 1
    Erasure.objects.exclude(log_mark="").update(log_mark="")  # a place in the log of the server that the backup is of
    Erasure.objects.filter(why=RESTORED).update(scrubbed_at=None)
    return again, undecided
