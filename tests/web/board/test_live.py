"""The stream of changes: what a browser hears, for how long, and that nobody listens for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.web import live
from tests.cast import Cast
from tests.web.opened import NOON, At, as_

STREAM = "/board/changes/"


def write_entry() -> int:
    return record(Tag.MEMBER_ENTERED, subject="member", subject_id=1, at=NOON).pk


def write_elsewhere() -> int:
    """Write from a thread that nobody else uses, and leave no connection behind."""
    try:
        return write_entry()
    finally:
        connection.close()


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> Iterator[live.Journal]:
    """Return a journal of the test's own, looked at often."""
    fresh = live.Journal()
    monkeypatch.setattr(live, "journal", fresh)
    monkeypatch.setattr(live, "LOOK_EVERY", 0.02)
    monkeypatch.setattr(live, "BEAT_EVERY", 0.5)
    # Each request of these tests has a thread of its own, whose connection ends with it.
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    yield fresh
    assert fresh.listening == 0


@asynccontextmanager
async def listening(cookies: str, **headers: str) -> AsyncIterator[asyncio.Queue[dict[str, Any]]]:
    """Give the messages that the server sends to one browser, until that browser leaves."""
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    left = asyncio.Event()
    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in asked:
            return message
        await left.wait()
        return {"type": "http.disconnect"}

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": STREAM,
        "query_string": b"", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "scheme": "http",
        "headers": [(b"host", b"localhost"), (b"cookie", cookies.encode())]
        + [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    handler = ASGIHandler()
    task = asyncio.create_task(handler(scope, receive, sent.put))
    try:
        yield sent
    finally:
        left.set()
        await asyncio.wait_for(task, 10)


async def heard(sent: asyncio.Queue[dict[str, Any]], what: bytes) -> bytes:
    """Return the first piece of the stream in which `what` stands."""
    async with asyncio.timeout(20):
        while True:
            message = await sent.get()
            if what in message.get("body", b""):
                return bytes(message["body"])


def cookies_of(client: At) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


@pytest.mark.django_db(transaction=True)
def test_every_browser_hears_of_every_change(cast: Cast, journal: live.Journal) -> None:
    cookies = cookies_of(as_(cast.mara))

    async def run() -> None:
        async with listening(cookies) as one, listening(cookies) as other:
            await heard(one, b"retry")
            await heard(other, b"retry")
            await heard(one, live.BEAT)
            newest = await sync_to_async(write_elsewhere)()
            for sent in (one, other):
                assert await heard(sent, b"event: changed") == live.event(newest)

    asyncio.run(run())


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_comes_back_hears_at_once_what_it_missed(cast: Cast, journal: live.Journal) -> None:
    cookies = cookies_of(as_(cast.mara))
    first, newest = write_entry(), write_entry()

    async def run() -> None:
        async with listening(cookies, last_event_id=str(first)) as sent:
            assert await heard(sent, b"event: changed") == live.event(newest)

    asyncio.run(run())


@pytest.mark.django_db(transaction=True)
def test_streams_end_with_the_server(cast: Cast, journal: live.Journal) -> None:
    cookies = cookies_of(as_(cast.mara))

    async def run() -> None:
        async with listening(cookies) as sent:
            await heard(sent, b"retry")
            journal.close()
            async with asyncio.timeout(10):
                while (await sent.get()) != {"type": "http.response.body"}:
                    pass

    asyncio.run(run())


@pytest.mark.django_db
def test_no_more_listen_than_a_process_can_bear(journal: live.Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST", 0)

    answer = live.stream(RequestFactory().get(STREAM))

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")


@pytest.mark.django_db
def test_a_server_that_cannot_wait_sends_one_event(cast: Cast, journal: live.Journal) -> None:
    newest = write_entry()

    answer = as_(cast.mara).get(STREAM)

    assert b"".join(answer) == b"retry: 2000\n\n" + live.event(newest)
    assert b"".join(as_(cast.mara).get(STREAM, headers={"Last-Event-ID": str(newest)})).endswith(live.BEAT)


@pytest.mark.parametrize("written", ["", "x", "-1", "٣", "9" * 40])
def test_what_is_no_number_is_heard_as_nothing(written: str) -> None:
    request: HttpRequest = RequestFactory().get(STREAM, headers={"Last-Event-ID": written})

    assert live._seen(request) is None
