"""Who is in the base while these pages are opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.people.world import as_, people

__all__ = ["people"]


@pytest.fixture
def is_counted(cast: Cast) -> Callable[[str], int]:
    """Return how many queries a page takes, once it was opened before."""

    def count(path: str) -> int:
        client = as_(cast.mara)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count
