"""A call as our views read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from ninja import Path

from dueto.api.problems import Problem, in_english
from dueto.apps.team.access import NoSuch, NotAllowed
from dueto.apps.team.queries import Key, member_by_id
from dueto.apps.team.scopes import may_give

if TYPE_CHECKING:
    from dueto.adapters.voice import Voice
    from dueto.apps.team.models import Member
    from dueto.apps.team.rights import Right
    from dueto.domain.basics.message import Message


class Call(HttpRequest):
    """A request with a token: for annotations, never made."""

    auth: Key
    now: datetime
    voice: Voice


Id = Annotated[int, Path(ge=1, le=2**63 - 1)]


def maker(request: Call) -> Member:
    """Return the member in whose name the token acts: whoever made it."""
    member = member_by_id(request.auth.made_by)
    if member is None:
        raise NoSuch("maker")
    return member


def insist(request: Call, right: Right) -> None:
    """Raise `NotAllowed` unless whoever made the token has a right that its scope does not ask for, or may give it."""
    if not may_give(maker(request), right):
        raise NotAllowed


def instant(given: datetime, *, at: str) -> datetime:
    """Return an instant that was given with its zone; without one it is none."""
    if given.tzinfo is None:
        raise Problem(422, "an instant needs its zone", detail="like 2026-11-25T15:00:00Z", errors=[_at(at)])
    return given


def refusal(says: Message, *, at: str) -> Problem:
    """Return why something cannot be taken, in the language of all refusals."""
    return Problem(422, "this cannot be taken", errors=[{"at": at, "says": in_english(says)}])


def _at(place: str) -> dict[str, str]:
    return {"at": place, "says": "without a zone"}
