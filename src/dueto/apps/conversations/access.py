"""The only way to get a message that a member may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.apps.conversations.models import Message
from dueto.apps.team.access import NoSuch, require
from dueto.apps.team.rights import Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NoSuchMessage(NoSuch):
    """There is no message of that number, or not for this member."""


def message_for(member: Member | AnonymousUser, message_id: int, *, right: Right = Right.SEE) -> Message:
    """Return the message with whose it is, if this member has `right`. One query."""
    require(member, right)
    message = Message.objects.select_related("identity__person").filter(pk=message_id).first()
    if message is None:
        raise NoSuchMessage(message_id)
    return message
