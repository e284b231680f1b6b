"""Hits that come together are committed together; who cannot be served is told."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dueto.collect.app import Door
from dueto.collect.commits import BATCH, WAITING, Commits
from dueto.collect.figures import Figures
from dueto.collect.inbox import open_inbox
from dueto.collect.settings import Settings
from tests.collect.inbox.test_inbox import HIT


def committing(path: Path, do: Callable[[Commits], Coroutine[Any, Any, None]]) -> str:
    """Run `do` with commits into this file; return the figures."""
    figures = Figures()

    async def all_of_it() -> None:
        commits = Commits(open_inbox(str(path)), figures)
        commits.start()
        await do(commits)
        await commits.stop()
        assert commits.waiting == 0

    asyncio.run(all_of_it())
    return figures.text().decode()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file locked, as another process would."""
    somebody = sqlite3.connect(path, isolation_level=None)
    somebody.execute("begin immediate")
    yield
    somebody.execute("rollback")
    somebody.close()


def visitors(path: Path) -> list[str]:
    """Return who is in the file, in order."""
    inbox = open_inbox(str(path))
    there = [hit.visitor for hit in inbox.read_after(0, 100_000)]
    inbox.close()
    return there


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return an inbox that is ready."""
    inbox = open_inbox(str(tmp_path / "inbox.db"))
    inbox.check()
    inbox.close()
    return tmp_path / "inbox.db"


def test_all_that_comes_at_once_shares_few_commits(path: Path) -> None:
    async def do(commits: Commits) -> None:
        waits = [commits.add(HIT._replace(visitor=str(number))) for number in range(BATCH + 7)]
        assert len(set(waits)) == 2
        assert commits.waiting == BATCH + 7
        assert set(await asyncio.gather(*set(waits))) == {None}

    text = committing(path, do)

    assert visitors(path) == [str(number) for number in range(BATCH + 7)]
    assert "dueto_commit_seconds_count 2.0" in text
    assert f"dueto_hits_accepted_total {BATCH + 7}.0" in text


def test_who_waits_behind_a_failure_is_told_at_once(path: Path) -> None:
    async def do(commits: Commits) -> None:
        with locked(path):
            first = commits.add(HIT)
            await asyncio.sleep(0.2)
            later = [commits.add(HIT) for _ in range(BATCH + 1)]
            reasons = [outcome and outcome.reason for outcome in await asyncio.gather(first, *set(later))]
            assert reasons == ["locked", "locked", "locked"]
        assert await commits.add(HIT._replace(visitor="after")) is None

    text = committing(path, do)

    assert visitors(path) == ["after"]
    assert "dueto_commit_seconds_count 2.0" in text


def test_who_was_taken_before_the_end_is_committed(path: Path) -> None:
    waits: list[asyncio.Future[Any]] = []

    async def do(commits: Commits) -> None:
        waits.extend(commits.add(HIT) for _ in range(3 * BATCH))

    committing(path, do)

    assert len(visitors(path)) == 3 * BATCH
    assert all(wait.result() is None for wait in waits)


def test_a_door_with_too_many_waiting_asks_to_come_later(path: Path) -> None:
    body = b'{"v":"late","u":"https://nevadal.example/"}'
    answers: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        answers.append(message)

    async def all_of_it() -> None:
        door = Door(Settings(inbox=str(path)))
        door._commits.start()
        door._bodies.start()
        with locked(path):
            for _ in range(WAITING):
                door._commits.add(HIT)
            scope = {"type": "http", "path": "/hit", "method": "POST", "headers": [], "client": ("127.0.0.1", 1)}
            await door(scope, receive, send)
            assert b"too many hits at once" in answers[1]["body"]
        await door._commits.stop()

    asyncio.run(all_of_it())

    assert answers[0]["status"] == 503
    assert (b"retry-after", b"5") in answers[0]["headers"]
    assert "late" not in visitors(path)
