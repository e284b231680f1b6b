"""The stream that tells open pages that something changed: server-sent events, one look at the journal for all.

Every process looks once in a while for everybody who listens to it, and only while somebody does. A stream ends by
itself after some minutes, so that nothing stays open for ever; the browser then comes back.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from functools import partial
from types import FrameType
from typing import Any

import structlog
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.db import connections
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dueto.apps.journal.queries import newest_id
from dueto.web.guard import members, public

LOOK_EVERY = 0.3
BEAT_EVERY = 15.0
LASTS = 600.0
MOST = 200
"""Streams that one process keeps open; whoever comes then is asked to come later."""
COME_BACK = 2000
UNKNOWN = -1
BEAT = b": beat\n\n"
log = structlog.get_logger(__name__)


class Journal:
    """The newest entry of the journal, looked up in a thread of its own for as long as anybody listens."""

    def __init__(self) -> None:
        self.newest = UNKNOWN
        self.listening = 0
        self.is_closed = False
        self._hears = False
        self._thread: ThreadPoolExecutor | None = None
        self._looking: asyncio.Task[None] | None = None
        self._changed: asyncio.Condition | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def is_full(self) -> bool:
        """Whether nobody else may listen now."""
        return self.listening >= MOST or self.is_closed

    def close(self) -> None:
        """End all streams: the server is going down."""
        self.is_closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: asyncio.ensure_future(self._tell()))

    @contextlib.asynccontextmanager
    async def listen(self) -> AsyncIterator[Journal]:
        """Look at the journal as long as somebody is inside."""
        self.listening += 1
        try:
            self._begin()
            yield self
        finally:
            self.listening -= 1
            if not self.listening:
                await self._end()

    async def after(self, seen: int, *, wait: float) -> int:
        """Return the newest entry once it is another than `seen`, or `seen` if nothing happens for a while."""
        assert self._changed is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait), self._changed:
                await self._changed.wait_for(lambda: self.newest not in (seen, UNKNOWN) or self.is_closed)
        return self.newest

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        self._hear_the_end()
        if self._looking is not None and self._loop is loop and not self._looking.done():
            return
        self._loop, self._changed, self.newest = loop, asyncio.Condition(), UNKNOWN
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        # A context of its own: the request that came first ends before the looking does.
        self._looking = loop.create_task(self._look(self._thread), context=Context())

    def _hear_the_end(self) -> None:
        """End the streams when the server is told to stop; else it would wait for them as long as it has patience."""
        if self._hears or threading.current_thread() is not threading.main_thread():
            return
        self._hears = True
        for number in (signal.SIGTERM, signal.SIGINT):
            before = signal.getsignal(number)
            if callable(before):
                signal.signal(number, partial(self._stop, before))

    def _stop(self, before: Callable[[int, FrameType | None], Any], number: int, frame: FrameType | None) -> None:
        self.close()
        before(number, frame)

    async def _end(self) -> None:
        looking, thread = self._looking, self._thread
        self._looking = self._thread = None
        if looking is not None:
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking
        if thread is not None:
            thread.submit(connections.close_all)
            thread.shutdown(wait=False)

    async def _look(self, thread: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        while not self.is_closed:
            try:
                newest = await loop.run_in_executor(thread, newest_id)
            except DatabaseError as error:
                log.warning("the journal cannot be read", error=type(error).__name__)
                await loop.run_in_executor(thread, connections.close_all)
                await asyncio.sleep(COME_BACK / 1000)
                continue
            if newest != self.newest:
                self.newest = newest
                await self._tell()
            await asyncio.sleep(LOOK_EVERY)

    async def _tell(self) -> None:
        if self._changed is not None:
            async with self._changed:
                self._changed.notify_all()


journal = Journal()


@require_safe
@members
def changes(request: HttpRequest) -> HttpResponseBase:
    """Return the stream for members."""
    return stream(request)


@require_safe
@public
def changes_of_demo(request: HttpRequest) -> HttpResponseBase:
    """Return the stream for the first page of the demo, which everybody sees."""
    return stream(request) if settings.DEMO else HttpResponse(status=404)


def stream(request: HttpRequest) -> HttpResponseBase:
    """Return the stream, one event at once under a server that cannot wait, or the request to come later."""
    if journal.is_full:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    seen = _seen(request)
    events = _events(seen) if isinstance(request, ASGIRequest) else _one_event(seen)
    return StreamingHttpResponse(
        events,
        content_type="text/event-stream; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def event(newest: int) -> bytes:
    """Return the event that says that something changed; without names of parts, all of them look again."""
    return f"event: changed\nid: {newest}\ndata:\n\n".encode()


async def _events(seen: int | None) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    until = loop.time() + LASTS
    async with journal.listen() as entries:
        yield f"retry: {COME_BACK}\n\n".encode()
        seen = await entries.after(UNKNOWN, wait=BEAT_EVERY) if seen is None else seen
        while loop.time() < until and not entries.is_closed:
            newest = await entries.after(seen, wait=BEAT_EVERY)
            if entries.is_closed:
                return
            yield BEAT if newest == seen else event(newest)
            seen = newest


def _one_event(seen: int | None) -> Iterator[bytes]:
    yield f"retry: {COME_BACK}\n\n".encode()
    newest = newest_id()
    yield BEAT if newest == seen else event(newest)


def _seen(request: HttpRequest) -> int | None:
    """Return which entry the browser heard of last, if it was here before."""
    last = request.headers.get("Last-Event-ID", "")
    return int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None
