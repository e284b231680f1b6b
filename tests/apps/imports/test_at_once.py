"""Two people with one list at once double nothing; a list that stands still says so."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections

from dueto.apps.base.models import Card, Handle, Person
from dueto.apps.imports import actions
from dueto.apps.imports.actions import pieces, writing
from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import Import, RefusedRow
from dueto.apps.imports.queries import progress_of, stuck
from dueto.cli.doctor.inside import work as doctor
from tests.apps.imports.lists import begin, bring, crowd, rows, undo, work
from tests.cast import AT, Cast, write_cast

SOON = AT + timedelta(minutes=2)
PATIENCE = 60.0
"""Seconds that two workers may take, on however busy a machine."""


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST", 20)
    monkeypatch.setattr(pieces, "FEWEST", 20)
    monkeypatch.setitem(pieces._PACE, "rows", 20)


@pytest.mark.django_db
def test_it_never_stands_still_unsaid(cast: Cast) -> None:
    pk = begin(crowd(3))
    actions.run(import_id=pk, by=None, at=AT)
    now, later = progress_of(pk, as_of=AT), progress_of(pk, as_of=SOON)
    assert now is not None
    assert later is not None
    assert (now.is_stalled, later.is_stalled) == (False, True)


@pytest.mark.django_db
def test_a_file_that_is_gone_ends_it_with_the_cure(cast: Cast) -> None:
    pk = begin(crowd(3))
    actions.run(import_id=pk, by=None, at=AT)
    actions.forget(texts=["ana1@frio1.example"])
    work(at=AT + timedelta(minutes=6))
    row = Import.objects.get(pk=pk)
    assert row.state == "failed"
    assert "upload it again" in str(row.failure)


@pytest.mark.django_db
def test_the_doctor_finds_lists_that_stand_still_and_those_whose_file_is_gone(cast: Cast) -> None:
    bring(crowd(2))
    still, lost, draft = (begin(crowd(3)) for _ in range(3))
    for pk in (still, lost):
        actions.run(import_id=pk, by=None, at=AT)
    for pk in (lost, draft):
        place_of(Import.objects.get(pk=pk).upload.path).unlink()

    assert [(one.id, one.is_lost) for one in stuck(as_of=SOON)] == [(lost, True), (draft, True)]
    late = AT + timedelta(hours=2)
    assert [(one.id, one.is_lost) for one in stuck(as_of=late)] == [(still, False), (lost, True), (draft, True)]
    said = [(one.level, str(one.says), str(one.cure)) for one in doctor(at=late) if one.check == "imports"]
    assert [level for level, _, _ in said] == ["error"] * 3
    assert f"Import {still} has not moved" in said[0][1]
    assert f"/imports/{lost}/" in said[1][2]


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pieces")
def test_stopped_it_keeps_what_is_in_until_it_is_undone(cast: Cast) -> None:
    before = rows()
    pk = begin(crowd(100))
    actions.run(import_id=pk, by=None, at=AT)
    actions.advance(now=lambda: AT)
    actions.cancel(import_id=pk, by=None, at=AT)
    work()
    row = Import.objects.get(pk=pk)
    assert (row.state, Person.objects.count()) == ("cancelled", 20)
    undo(pk)
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("small_pieces")
def test_a_row_that_breaks_is_set_aside_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    real = writing.plan_people

    def breaks(rows_: list[object], *arguments: object, **named: object) -> object:
        if any(getattr(one, "number", 0) == 7 for one in rows_):
            raise ZeroDivisionError
        return real(rows_, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "plan_people", breaks)
    row = bring(crowd(30))
    assert (row.counts["new"], row.counts["refused"]) == (29, 1)
    assert RefusedRow.objects.get().number == 7


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_pieces")
def test_two_people_with_the_same_list_at_once_double_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write_cast()
    content = crowd(80)
    both = [begin(content), begin(content)]
    for pk in both:
        actions.run(import_id=pk, by=None, at=AT)
    errors: list[BaseException] = []

    def worker(name: str) -> None:
        try:
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until:
                try:
                    if pieces.advance(now=lambda: AT, me=name):
                        continue
                    if not Import.objects.filter(state="running").exists():
                        return
                except OperationalError:  # the lane waits a moment and takes its turn again
                    connection.close()
                    time.sleep(0.01)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=worker, args=(name,)) for name in ("one", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert set(Import.objects.values_list("state", flat=True)) == {"done"}
    assert Person.objects.count() == 80
    assert Handle.objects.filter(kind="email").count() == 80
    counts = [Import.objects.get(pk=pk).counts for pk in both]
    assert sum(one.get("new", 0) for one in counts) == 80
    assert sum(one["read"] for one in counts) == 160
    if connection.vendor == "sqlite":
        assert Card.objects.count() == 80
