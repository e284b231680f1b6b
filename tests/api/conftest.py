"""Programs, as tests of the API ask for them."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from dueto.apps.team.actions import make_token
from dueto.apps.team.scopes import SCOPES
from tests.api.program import Program
from tests.cast import AT, Cast


@pytest.fixture(autouse=True)
def nobody_has_called_yet() -> None:
    caches["here"].clear()


@pytest.fixture
def secret(cast: Cast) -> str:
    """Return the token of a program that may do everything."""
    return make_token(name="CRM", scopes=list(SCOPES), by=cast.samuel.pk, at=AT)[1]


@pytest.fixture
def program(secret: str) -> Program:
    """Return a program that may do everything."""
    return Program(secret)
