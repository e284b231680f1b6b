"""No body is larger than what our forms need: more is refused before anything of it is kept.

Few places take files, and only from somebody who carries a session.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
MOST: Final = 1_000_000
"""Octets."""
FILES: Final = re.compile(r"/imports/|/content/(?:new|[0-9]+)/")
API_FILES: Final = "/api/v1/imports"
"""Where files are sent to: by somebody with a session, and by a program with its token."""
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
            await _refuse(scope, send, most)
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
            await _refuse(scope, send, most)


def _most(scope: Message) -> int:
    headers, path = dict(scope["headers"]), scope.get("path", "")
    from_somebody = FILES.fullmatch(path) is not None and b"sessionid=" in headers.get(b"cookie", b"")
    from_program = path == API_FILES and headers.get(b"authorization", b"").startswith(b"Bearer dueto_")
    return MOST_OF_A_FILE if from_somebody or from_program else MOST


async def _refuse(scope: Message, send: Send, most: int) -> None:
    is_api = str(scope.get("path", "")).startswith("/api/")
    says = f"larger than {most // 1_000_000} MB"
    problem = {"type": "about:blank", "status": 413, "title": f"the body is {says}"}
    kind = b"application/problem+json" if is_api else b"text/plain"
    headers = [(b"content-type", kind), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": (json.dumps(problem) if is_api else f"{says}\n").encode()})
