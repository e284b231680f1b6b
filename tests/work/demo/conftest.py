"""A small Nevadal in the database, loaded once for all tests of a module: everybody with a story, some hundred more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from dueto.work.demo.load import load

LAUNCH = datetime.fromisoformat("2026-11-24T15:00Z")
"""A Tuesday morning, ten in Lima, well into a month."""
PEOPLE = 300


@pytest.fixture(scope="module")
def nevadal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Load the demo; return its launch. Each test undoes what it does, the module the whole."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(launch=LAUNCH, people=PEOPLE)
        yield LAUNCH
        transaction.set_rollback(True)
