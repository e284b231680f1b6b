"""A mail is sorted anew, or given to somebody else: whom it brought in goes with it, and all are judged at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dueto.apps.conversations.actions import attach, sort
from dueto.apps.conversations.models import Message
from dueto.apps.conversations.queries.letters import brought
from dueto.apps.leads.actions import judge
from dueto.apps.stewardship.actions.merging import merge


def take_mail_for(*, message_id: int, kind: str, by: int, at: datetime) -> Message:
    """Return the message taken for something else; raises `UnableToSort`."""
    return _judged(message_id, lambda: sort(message_id=message_id, kind=kind, by=by, at=at), at=at)


def give_mail(*, message_id: int, person_id: int, by: int, at: datetime) -> Message:
    """Return the message as the one of another person; raises `UnableToSort` or `UnableToMerge`."""

    def give() -> Message:
        newcomer = brought(message_id)
        if newcomer is None or newcomer == person_id:
            return attach(message_id=message_id, person_id=person_id, by=by, at=at)
        merge(kept_id=person_id, gone_id=newcomer, by=by, at=at)  # whom this mail brought is whoever was chosen
        return sort(message_id=message_id, kind="reply", by=by, at=at)

    return _judged(message_id, give, at=at)


def _judged(message_id: int, change: Callable[[], Message], *, at: datetime) -> Message:
    """Return the message after a change; whoever it was of, and is of, is judged."""
    before = Message.objects.filter(pk=message_id).values_list("identity__person", flat=True).first()
    message = change()
    after = message.identity.person_id if message.identity else None
    judge(person_ids=sorted({one for one in (before, after) if one is not None}), at=at)
    return message
