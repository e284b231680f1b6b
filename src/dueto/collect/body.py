"""The body of a post: never more of it than a hit needs, and never longer than a browser takes."""

from __future__ import annotations

import asyncio

from dueto.collect.answers import CLOSE, Receive, Refused
from dueto.collect.posted import MOST

PATIENCE = 10.0


class Gone(Exception):
    """The browser left before it had said all; nobody waits for an answer."""


class Bodies:
    """Reads bodies, and once a second ends those that take too long.

    One look at all of them costs a fiftieth of a timer for each, and nearly every body is there before it is asked for.
    """

    def __init__(self) -> None:
        self._since: dict[asyncio.Task[None], float] = {}
        self._late: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to look after the slow ones, on the loop that is running."""
        self._loop = asyncio.get_running_loop()
        self._loop.call_later(1.0, self._end_the_slow)

    async def read(self, receive: Receive, *, announced: bytes) -> bytes:
        """Return the whole body; raise `Refused` as soon as it is known to be too large or too slow."""
        if announced and (not announced.isdigit() or len(announced) > 9 or int(announced) > MOST):
            raise _too_large()
        task = asyncio.current_task()
        assert task is not None
        self._since[task] = self._loop.time()
        try:
            body: bytes = b""
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Gone
                body += message["body"]
                if len(body) > MOST:
                    raise _too_large()
                if not message["more_body"]:
                    return body
        except asyncio.CancelledError:
            if task not in self._late:
                raise
            task.uncancel()
            raise Refused(408, "too_slow", f"the post took more than {PATIENCE:.0f} seconds", CLOSE) from None
        finally:
            del self._since[task]
            self._late.discard(task)

    def _end_the_slow(self) -> None:
        before = self._loop.time() - PATIENCE
        for task, since in self._since.items():
            if since < before:
                self._late.add(task)
                task.cancel()
        self._loop.call_later(1.0, self._end_the_slow)


def _too_large() -> Refused:
    return Refused(413, "too_large", f"a post has at most {MOST} bytes", CLOSE)
