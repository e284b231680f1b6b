"""No body is larger than what our forms need: more is refused before anything of it is kept.

Few places take files, and only from somebody who carries a session.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
MOST: Final = 1_000_000
"""Octets."""
FILES: Final = re.compile(r"/imports/|/content/(?:new|[0-9]+)/")
"""Where files are sent to."""
MOST_OF_A_FILE: Final = 51_000_000


class TooLarge(Exception):
    """The body passed the bound while it came in."""


class Bounded:
    """The application behind a bound: 413 for what is announced as larger, or turns out to be."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = _most(scope)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or len(announced) > 9 or int(announced) > most:
            await _refuse(send, most)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise TooLarge
            return message

        try:
            await self._app(scope, counted, send)
        except TooLarge:
            await _refuse(send, most)


def _most(scope: Message) -> int:
    cookies = dict(scope["headers"]).get(b"cookie", b"")
    takes_files = FILES.fullmatch(scope.get("path", "")) is not None and b"sessionid=" in cookies
    return MOST_OF_A_FILE if takes_files else MOST


async def _refuse(send: Send, most: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": f"larger than {most // 1_000_000} MB\n".encode()})
