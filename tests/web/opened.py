"""Pages opened by somebody of the cast, at an instant of the tests' own: while Django answers, its clock shows that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from dueto.apps.team.models import Member
from tests.apps.handoff.board.busy import write_busy
from tests.cast import AT, Cast

NOON = AT + timedelta(hours=3)
"""A Tuesday in the middle of a month, half past twelve in Lima."""


class At(Client):
    """A browser whose pages are all opened at one instant."""

    def __init__(self, at: datetime = NOON, **values: Any) -> None:
        self.at = at
        super().__init__(**values)

    def request(self, **request: Any) -> Any:
        """Answer while the clock stands; a browser that waits for the answer keeps its own time."""
        with time_machine.travel(self.at, tick=False):
            return super().request(**request)


@pytest.fixture
def noon(cast: Cast) -> datetime:
    """Return the instant at which pages are opened; the cast works here since some hours."""
    return NOON


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Return the cast in the middle of a busy month."""
    write_busy(cast, as_of=NOON)
    return cast


def as_(member: Member, *, language: str = "es", at: datetime = NOON) -> At:
    """Return the browser of a member, in a language."""
    client = At(at, headers={"Accept-Language": language})
    client.cookies["dueto_language"] = language
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
