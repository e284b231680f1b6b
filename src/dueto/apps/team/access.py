"""Who may do what: the refusals that every app raises, and the pages turn into answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Message, say

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dueto.apps.team.models import Member


class NotAllowed(PermissionDenied):
    """Somebody of the company asks for what their role does not do: answered with 403 and the sentence `says`."""

    def __init__(self, says: Message | None = None) -> None:
        self.says = says or say("Your role does not do this; a colleague can.")
        super().__init__(str(self.says))


class NoSuch(LookupError):
    """What was asked for does not exist, or not for this member: answered with 404. Every `NoSuch…` derives from it."""


def require(member: Member | AnonymousUser, right: Right) -> None:
    """Raise `NotAllowed` unless the member has the right, `NoSuch` where they may not even know that it is there."""
    if not may(member, Right.SEE):
        raise NoSuch("nothing here for a stranger")
    if not may(member, right):
        raise NotAllowed
