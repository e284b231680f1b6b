"""Both kinds of inbox keep the same promises."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import psycopg
import pytest

from dueto.collect.inbox import Hit, Inbox, Unavailable, open_inbox
from tests.postgres import Cluster

Opened: TypeAlias = Callable[[], Inbox]
HIT = Hit(
    id=0, received_at=1_764_000_000_000_001, ago=1500, visitor="7f3c", kind="event", url="https://nevadal.example/",
    referrer=None, item="vídeo «\U0001f389»", language="es-PE", screen=None, agent="Mozilla", origin_key="00ff",
    consent=True, extra='{"seconds":30}',
)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Return a function that opens the same inbox again and again."""
    place = str(tmp_path / "inbox.db")
    if request.param == "postgres":
        place = request.getfixturevalue("postgres").database()
    inboxes: list[Inbox] = []

    def once_more() -> Inbox:
        inboxes.append(open_inbox(place))
        return inboxes[-1]

    yield once_more
    for inbox in inboxes:
        inbox.close()


def again(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the inbox answers, however often it is locked; refused, it has changed nothing."""
    while True:
        with contextlib.suppress(Unavailable):
            return ask(*arguments)


def numbered(first: int, last: int) -> list[Hit]:
    """Return hits of the visitors `first` to `last`."""
    return [HIT._replace(visitor=str(number)) for number in range(first, last + 1)]


def test_it_gives_back_what_it_was_given(opened: Opened) -> None:
    bare = HIT._replace(item=None, language=None, agent=None, extra=None, consent=None)

    opened().append([HIT, bare, HIT._replace(consent=False)])

    kept = opened().read_after(0, 10)
    assert [hit._replace(id=0) for hit in kept] == [HIT, bare, HIT._replace(consent=False)]
    assert [type(hit.consent) for hit in kept] == [bool, type(None), bool]


@pytest.mark.parametrize("count", [1, 2, 63, 64, 65, 128, 500])
def test_it_takes_any_number_at_once(opened: Opened, count: int) -> None:
    opened().append(numbered(1, count))

    assert [hit.visitor for hit in opened().read_after(0, 1000)] == [str(number) for number in range(1, count + 1)]


def test_it_is_read_in_order_and_piece_by_piece(opened: Opened) -> None:
    writing, reading = opened(), opened()
    writing.append(numbered(1, 4))
    writing.append(numbered(5, 7))

    read: list[Hit] = []
    while hits := reading.read_after(read[-1].id if read else 0, 3):
        assert len(hits) <= 3
        read += hits

    assert [hit.visitor for hit in read] == list("1234567")
    assert reading.newest_id() == read[-1].id


def test_it_forgets_what_was_understood_and_never_gives_an_id_again(opened: Opened) -> None:
    writing, reading = opened(), opened()
    assert reading.newest_id() == 0
    writing.append(numbered(1, 5))
    last = reading.read_after(0, 4)[-1].id

    assert [reading.forget_until(last, 3) for _ in range(3)] == [3, 1, 0]
    assert [hit.visitor for hit in reading.read_after(0, 10)] == ["5"]

    reading.forget_until(reading.newest_id(), 10)
    newest = reading.newest_id()
    writing.append(numbered(6, 6))
    assert newest >= last
    (hit,) = reading.read_after(newest, 10)
    assert hit.visitor == "6"


def test_a_check_writes_and_leaves_no_hit(opened: Opened) -> None:
    inbox = opened()
    inbox.check()
    inbox.check()

    assert inbox.read_after(0, 10) == []


def test_who_reads_along_misses_nothing_however_many_write(opened: Opened) -> None:
    """A hit that becomes visible after a later one had been read would be missed for ever."""
    writers, commits, each = 4, 40, 5

    def write(writer: int) -> None:
        inbox = opened()
        for commit in range(commits):
            again(inbox.append, [HIT._replace(visitor=f"{writer}.{commit}.{number}") for number in range(each)])
        inbox.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    opened().check()
    for thread in threads:
        thread.start()
    reading, read = opened(), list[Hit]()
    while True:
        all_written = not any(thread.is_alive() for thread in threads)
        hits = again(reading.read_after, read[-1].id if read else 0, 7)
        read += hits
        if all_written and not hits:
            break

    assert len(read) == len({hit.visitor for hit in read}) == writers * commits * each
    assert [hit.id for hit in read] == sorted(hit.id for hit in read)


def test_those_who_open_a_new_inbox_at_once_all_may(tmp_path: Path) -> None:
    """Collect and the worker start together, and the first of them makes the file."""
    together, refused = threading.Barrier(6), list[Exception]()

    def open_and_write(place: Path) -> None:
        together.wait()
        inbox = open_inbox(str(place))
        try:
            inbox.append(numbered(1, 1))
        except Unavailable as error:
            refused.append(error)
        inbox.close()

    for number in range(40):
        place = tmp_path / f"{number}.db"
        threads = [threading.Thread(target=open_and_write, args=(place,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert refused == []


def test_a_commit_that_hangs_holds_up_the_next_instead_of_being_overtaken(postgres: Cluster) -> None:
    place = postgres.database()
    inbox = open_inbox(place)
    inbox.append(numbered(1, 1))
    with psycopg.connect(place) as hanging:
        hanging.execute("select pg_advisory_xact_lock(7380436521)")
        hanging.execute("select nextval(pg_get_serial_sequence('hit', 'id'))")

        with pytest.raises(Unavailable) as unavailable:
            inbox.append(numbered(2, 2))

    assert unavailable.value.reason == "locked"
    inbox.append(numbered(2, 2))
    assert [hit.visitor for hit in inbox.read_after(0, 10)] == ["1", "2"]
    inbox.close()


def test_what_is_forgotten_is_no_longer_in_the_file(tmp_path: Path) -> None:
    inbox = open_inbox(str(tmp_path / "inbox.db"))
    inbox.append([HIT._replace(url="https://nevadal.example/?email=rocio@secret.example")] * 100)
    assert inbox.forget_until(inbox.newest_id(), 1000) == 100
    inbox.close()

    assert b"rocio@secret" not in (tmp_path / "inbox.db").read_bytes()


@pytest.mark.parametrize("place", ["/proc/nowhere/inbox.db", "postgresql://x@127.0.0.1:1/x"])
def test_a_place_that_is_none_is_unavailable(place: str) -> None:
    with pytest.raises(Unavailable):
        open_inbox(place).check()


READING = "import dueto.collect.inbox, sys; print(*sys.modules)"
EVERYTHING = "import dueto.collect.serve, dueto.collect.settings, sys; print(*sys.modules)"


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        (READING, {"uvicorn", "uvloop", "httptools", "asgiref", "django", "prometheus_client"}),
        (EVERYTHING, {"django", "asgiref", "ibis", "duckdb", "pyarrow", "babel"}),
    ],
    ids=["reading", "everything"],
)
def test_it_loads_only_what_it_needs(code: str, unwanted: set[str]) -> None:
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    loaded = {name.split(".")[0] for name in printed.split()}
    assert "dueto" in loaded
    assert loaded & unwanted == set()
    assert not any(name.startswith(("dueto.apps", "dueto.config")) for name in printed.split())
