"""How SQLite reads people, without figures of how many there are: a merge is rare, and no reason to read everybody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.models import Company, Identity, Person, present
from dueto.apps.base.queries.together import together

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its rows, and plans by that"),
]


def test_who_is_one_with_somebody_is_read_from_indexes(db: None) -> None:
    plan = together([5]).explain()

    assert "person_by_merge" in plan
    assert "SCAN" not in plan


def test_a_list_is_read_in_its_order_and_not_by_whom_nobody_was_merged_into(db: None) -> None:
    plan = Person.objects.filter(present()).exclude(last_act_at=None).order_by("-last_act_at", "-id")[:31].explain()

    assert "person_by_last_act" in plan
    assert "TEMP B-TREE" not in plan


def test_who_came_today_is_counted_from_the_index_alone(db: None) -> None:
    plan = Person.objects.filter(present(), created_at__gt="2026-06-16T00:00Z").values("created_at").explain()

    assert "person_by_creation" in plan


def test_a_company_is_found_by_its_name_though_none_was_merged(db: None) -> None:
    plan = Company.objects.filter(merged_into=None, key__gt="emp").order_by("key")[:31].explain()

    assert "company_by_merge" not in plan
    assert "TEMP B-TREE" not in plan


def test_the_handles_of_somebody_are_found_by_the_person_and_not_among_those_of_everybody(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        project_cards(range(200))
    [handles] = [one["sql"] for one in asked if 'FROM "base_handle"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {handles}")
        plan = [step for *_, step in cursor.fetchall()]

    assert not any("kind=" in step for step in plan)
    assert "person_id=" in plan[0]


def test_what_an_import_brought_is_read_from_an_index() -> None:
    plan = Identity.objects.filter(batch=3, pk__gt=5).order_by("pk")[:200].explain()

    assert "identity_of_batch" in plan
    assert "SCAN" not in plan


def test_no_index_has_a_condition_by_which_sqlite_never_uses_it() -> None:
    conditions = {
        index.name: str(index.condition)
        for model in apps.get_models()
        for index in model._meta.indexes
        if index.condition is not None and model.__module__.startswith("dueto.")
    }

    assert [name for name, condition in conditions.items() if "NOT" in condition and "None)" in condition] == []
