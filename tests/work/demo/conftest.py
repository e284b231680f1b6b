"""A small Nevadal in the database: everybody with a story, and some hundred more."""

from __future__ import annotations

from datetime import datetime

import pytest

from dueto.work.demo.load import load

LAUNCH = datetime.fromisoformat("2026-11-24T15:00Z")
"""A Tuesday morning, ten in Lima, well into a month."""
PEOPLE = 300


@pytest.fixture
def nevadal(db: None) -> datetime:
    """Load the demo; return its launch."""
    load(launch=LAUNCH, people=PEOPLE)
    return LAUNCH
