"""How far a mailbox has been read: claimed by one reader at a time, tried again ever later while it is in trouble."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from dueto.apps.conversations.models import Mailbox
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag

LEASE = timedelta(minutes=5)
"""Longer than one reading lasts: whoever died in it leaves the mailbox to others after that."""
LONGEST_WAIT = timedelta(minutes=15)


def claim(name: str, *, at: datetime) -> Mailbox | None:
    """Return the mailbox if it is due and nobody else reads it now."""
    box, _ = Mailbox.objects.get_or_create(name=name, defaults={"due_at": at})
    if box.due_at > at:
        return None
    claimed = Mailbox.objects.filter(pk=box.pk, due_at=box.due_at).update(due_at=at + LEASE)
    return box if claimed else None


def begin(box: Mailbox, *, validity: int, last_uid: int) -> None:
    """Begin to count anew: the first time, or because the server numbers its mails anew."""
    Mailbox.objects.filter(pk=box.pk, validity=box.validity).update(validity=validity, last_uid=last_uid)
    box.validity, box.last_uid = validity, last_uid


def finished(box: Mailbox, *, at: datetime, due_at: datetime) -> None:
    """Note that it was read, and when it is read next."""
    Mailbox.objects.filter(pk=box.pk).update(
        due_at=due_at, read_at=at, trouble="", troubled_at=None, failures=0
    )  # fmt: skip


def failed(box: Mailbox, *, trouble: str, at: datetime, every: timedelta) -> None:
    """Note why it cannot be read; it is tried again, ever later, but never given up."""
    wait = min(LONGEST_WAIT, every * 2 ** min(box.failures, 8))
    Mailbox.objects.filter(pk=box.pk).update(
        trouble=trouble, troubled_at=at, failures=F("failures") + 1, due_at=at + wait
    )


@transaction.atomic
def read_again(name: str, *, by: int, at: datetime) -> bool:
    """Return whether a mailbox is read again at once because somebody asked for it."""
    box = Mailbox.objects.filter(name=name).first()
    if box is None or not Mailbox.objects.filter(pk=box.pk, due_at__gt=at).update(due_at=at):
        return False
    record(Tag.MAILBOX_AGAIN, subject="mailbox", subject_id=box.pk, by=by, at=at)
    return True
