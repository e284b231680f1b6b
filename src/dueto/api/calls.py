"""A call as our views read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from ninja import Query

from dueto.apps.team.access import NoSuch
from dueto.apps.team.queries import Key, member_by_id

if TYPE_CHECKING:
    from dueto.adapters.voice import Voice
    from dueto.apps.team.models import Member


class Call(HttpRequest):
    """A request with a token: for annotations, never made."""

    auth: Key
    now: datetime
    voice: Voice


After = Annotated[int, Query(ge=0, le=2**63 - 1, description="what the page before gave as `next`")]
Limit = Annotated[int, Query(ge=1, le=200)]


def maker(request: Call) -> Member:
    """Return the member in whose name the token acts: whoever made it."""
    member = member_by_id(request.auth.made_by)
    if member is None:
        raise NoSuch("maker")
    return member
