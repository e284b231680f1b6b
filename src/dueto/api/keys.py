"""Who calls: the token, what it may do, and how often."""

from __future__ import annotations

import time
from typing import Any, cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from ninja.security import HttpBearer

from dueto.api.problems import Problem
from dueto.apps.team.actions import note_use
from dueto.apps.team.queries import Key, key_of, member_by_id
from dueto.apps.team.scopes import NEEDS, may_give

MINUTE = 60
ANY = ""
"""The scope of what every token may do."""


class Token(HttpBearer):
    """A token that may do one thing. Refused: without token 401, without the right 403, too often 429."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Key | None:
        """Return what the token opens."""
        key = key_of(token)
        if key is None:
            return None
        _insist_on_patience(key.id)
        if self.scope != ANY and self.scope not in key.scopes:
            raise Problem(403, "the token may not do this", detail=f"it lacks the scope {self.scope}")
        if not _is_given(key, self.scope):
            raise Problem(403, "whoever made this token may not do this")
        note_use(token_id=key.id, at=cast(Any, request).now)
        return key


def _is_given(key: Key, scope: str) -> bool:
    """Return whether the maker of the token may do what it asks for, or give it: their role counts at every call."""
    needed, member = NEEDS.get(scope), member_by_id(key.made_by)
    return member is not None and (needed is None or may_give(member, needed))


def _insist_on_patience(key_id: int) -> None:
    """Count the call; the processes share the limit among them."""
    minute, passed = divmod(int(time.time()), MINUTE)
    counter, counters = f"api:{key_id}:{minute}", caches["here"]
    most = max(1, settings.API_PER_MINUTE // settings.WEB_WORKERS)
    counters.add(counter, 0, timeout=2 * MINUTE)
    if counters.incr(counter) > most:
        wait = {"Retry-After": str(MINUTE - passed)}
        raise Problem(429, "too many calls in a minute", headers=wait)
