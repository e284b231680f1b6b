"""How SQLite finds who calls or writes: by an index, however many people there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.conversations.handles import known_by

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its rows, and plans by that"),
]


@pytest.mark.parametrize(("kind", "value"), [("phone", "+51999111222"), ("email", "nadie@empresa.example")])
def test_who_has_a_handle_is_read_from_indexes(kind: str, value: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(known_by(kind, value)) == []

    for one in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute(f"explain query plan {one['sql']}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not any(step.startswith("SCAN") for step in plan), plan
